"""Wrong answers to recolour."""

import math

import torch
from torch import Tensor


def brightness_of_the_grey_part(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """The brightness multiplies the grey part only, and not the sum."""
    hue, saturation, brightness = (x[:, None, None, None] for x in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    e = (d.roll(1, 1) - d.roll(-1, 1)) / math.sqrt(3)
    return brightness * grey + saturation * (torch.cos(hue) * d + torch.sin(hue) * e)


def saturation_of_one_part(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """The saturation multiplies the cosine's part, but not the sine's."""
    hue, saturation, brightness = (x[:, None, None, None] for x in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    e = (d.roll(1, 1) - d.roll(-1, 1)) / math.sqrt(3)
    return brightness * (grey + saturation * torch.cos(hue) * d + torch.sin(hue) * e)


def clipped(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The result is clipped to numbers from 0 to 1."""
    hue, saturation, brightness = (x[:, None, None, None] for x in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    e = (d.roll(1, 1) - d.roll(-1, 1)) / math.sqrt(3)
    turned = torch.cos(hue) * d + torch.sin(hue) * e
    return (brightness * (grey + saturation * turned)).clamp(0, 1)


def turned_the_other_way(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """The rolls are exchanged, so that the hue turns in the other direction."""
    hue, saturation, brightness = (x[:, None, None, None] for x in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    e = (d.roll(-1, 1) - d.roll(1, 1)) / math.sqrt(3)
    turned = torch.cos(hue) * d + torch.sin(hue) * e
    return brightness * (grey + saturation * turned)


def grey_of_the_whole_picture(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """The grey part is the mean of the whole picture, and not of each pixel's three values."""
    hue, saturation, brightness = (x[:, None, None, None] for x in (hue, saturation, brightness))
    grey = rgb.mean((1, 2, 3), keepdim=True)
    d = rgb - grey
    e = (d.roll(1, 1) - d.roll(-1, 1)) / math.sqrt(3)
    turned = torch.cos(hue) * d + torch.sin(hue) * e
    return brightness * (grey + saturation * turned)
