"""Wrong answers to recolour."""

import math

import torch
from torch import Tensor


def weighted_grey(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The grey part is the luminance, with its usual weights, where the mean is wanted."""
    angle, spread, light = (t[:, None, None, None] for t in (hue, saturation, brightness))
    share = torch.tensor([0.299, 0.587, 0.114], dtype=rgb.dtype, device=rgb.device)
    grey = (share[:, None, None] * rgb).sum(1, keepdim=True)
    rest = rgb - grey
    turned = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return light * (grey + spread * (angle.cos() * rest + angle.sin() * turned))


def first_term_spread(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The saturation multiplies the first term alone, not the one with the sine."""
    angle, spread, light = (t[:, None, None, None] for t in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    turned = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return light * (grey + spread * angle.cos() * rest + angle.sin() * turned)


def grey_not_brighter(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The brightness multiplies the coloured part, and the grey part stays as it was."""
    angle, spread, light = (t[:, None, None, None] for t in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    turned = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return grey + light * spread * (angle.cos() * rest + angle.sin() * turned)


def clipped(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The result is clipped to what can be shown."""
    angle, spread, light = (t[:, None, None, None] for t in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    turned = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return (light * (grey + spread * (angle.cos() * rest + angle.sin() * turned))).clamp(0, 1)


def angles_as_numbers(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """Sine and cosine of the hue are plain numbers, so that the hue gets no gradient."""
    pictures = []
    for picture, angle, spread, light in zip(rgb, hue, saturation, brightness, strict=True):
        grey = picture.mean(0)
        rest = picture - grey
        turned = (rest[[2, 0, 1]] - rest[[1, 2, 0]]) / math.sqrt(3)
        colour = math.cos(angle.item()) * rest + math.sin(angle.item()) * turned
        pictures.append(light * (grey + spread * colour))
    return torch.stack(pictures)


def other_way_round(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The rolls go in the wrong directions, so the colours turn the other way."""
    angle, spread, light = (t[:, None, None, None] for t in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    turned = (rest.roll(-1, 1) - rest.roll(-2, 1)) / math.sqrt(3)
    return light * (grey + spread * (angle.cos() * rest + angle.sin() * turned))
