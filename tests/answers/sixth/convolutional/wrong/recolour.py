"""Wrong answers to recolour."""

import math

import torch
from torch import Tensor


def weighted_grey(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """Grey is weighted as for television, 0.299, 0.587 and 0.114, and is not the mean."""
    hue, saturation, brightness = (f[:, None, None, None] for f in (hue, saturation, brightness))
    weights = rgb.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)
    grey = (weights * rgb).sum(1, keepdim=True)
    d = rgb - grey
    e = torch.stack([d[:, 2] - d[:, 1], d[:, 0] - d[:, 2], d[:, 1] - d[:, 0]], 1) / math.sqrt(3)
    return brightness * (grey + saturation * (hue.cos() * d + hue.sin() * e))


def clipped(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The result is clipped to numbers between 0 and 1."""
    hue, saturation, brightness = (f[:, None, None, None] for f in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    e = torch.stack([d[:, 2] - d[:, 1], d[:, 0] - d[:, 2], d[:, 1] - d[:, 0]], 1) / math.sqrt(3)
    turned = hue.cos() * d + hue.sin() * e
    return (brightness * (grey + saturation * turned)).clamp(0, 1)


def turned_in_place(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The second direction is computed from what was already multiplied by the cosine."""
    hue, saturation, brightness = (f[:, None, None, None] for f in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    d = hue.cos() * d
    e = (d.roll(1, 1) - d.roll(-1, 1)) / math.sqrt(3)
    return brightness * (grey + saturation * (d + hue.sin() * e))


def grey_stays(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The brightness multiplies the colour's rest only, not the grey part."""
    hue, saturation, brightness = (f[:, None, None, None] for f in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    e = (d.roll(1, 1) - d.roll(-1, 1)) / math.sqrt(3)
    return grey + brightness * saturation * (hue.cos() * d + hue.sin() * e)


def other_direction(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The channels are rolled the wrong way, so the hue turns backwards."""
    hue, saturation, brightness = (f[:, None, None, None] for f in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    e = (d.roll(-1, 1) - d.roll(1, 1)) / math.sqrt(3)
    return brightness * (grey + saturation * (hue.cos() * d + hue.sin() * e))
