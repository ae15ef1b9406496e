"""Wrong answers to recolour."""

import math

import torch
from torch import Tensor


def grey_of_the_whole_picture(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """Takes one grey for the whole picture, which is right for pictures of one pixel only."""
    grey = rgb.mean((1, 2, 3), keepdim=True)
    rest = rgb - grey
    e = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    c, s = hue.cos()[:, None, None, None], hue.sin()[:, None, None, None]
    turned = saturation[:, None, None, None] * (c * rest + s * e)
    return brightness[:, None, None, None] * (grey + turned)


def turned_channel_used_at_once(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """Turns the second and third channel with channels that have been turned already."""
    grey = rgb.mean(1)
    d = [rgb[:, i] - grey for i in range(3)]
    c, s = hue.cos()[:, None, None], hue.sin()[:, None, None] / math.sqrt(3)
    d[0] = c * d[0] + s * (d[2] - d[1])
    d[1] = c * d[1] + s * (d[0] - d[2])
    d[2] = c * d[2] + s * (d[1] - d[0])
    factor = saturation[:, None, None]
    return torch.stack([brightness[:, None, None] * (grey + factor * each) for each in d], 1)


def clipped_to_colours(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """Clips to 0 and 1, which shows where a colour becomes too bright or too strong."""
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    e = (rest.roll(1, 1) - rest.roll(-1, 1)) / 3**0.5
    c, s, b = (each[:, None, None, None] for each in (hue.cos(), hue.sin(), brightness))
    return (b * (grey + saturation[:, None, None, None] * (c * rest + s * e))).clamp(0, 1)
