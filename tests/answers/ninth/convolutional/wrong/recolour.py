"""Wrong answers to recolour."""

import math

import torch
from torch import Tensor


def grey_as_the_eye_sees_it(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """Weighs red, green and blue as television does instead of taking the mean as the grey part."""
    hue, saturation, brightness = (f[:, None, None, None] for f in (hue, saturation, brightness))
    luma = rgb.new_tensor([0.299, 0.587, 0.114])[:, None, None]
    grey = (rgb * luma).sum(1, keepdim=True)
    rest = rgb - grey
    across = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return brightness * (grey + saturation * (hue.cos() * rest + hue.sin() * across))


def brighter_grey_alone(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """Multiplies the grey part by the brightness, and not the sum of both parts."""
    hue, saturation, brightness = (f[:, None, None, None] for f in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    across = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return brightness * grey + saturation * (hue.cos() * rest + hue.sin() * across)


def channels_turned_in_turn(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """Turns one channel after the other in one list: the later ones use the new first ones."""
    cos, sin = hue.cos()[:, None, None], hue.sin()[:, None, None]
    grey = rgb.mean(1)
    rest = [rgb[:, i] - grey for i in range(3)]
    for i in range(3):
        rest[i] = cos * rest[i] + sin * (rest[i - 1] - rest[(i + 1) % 3]) / math.sqrt(3)
    colour = grey[:, None] + saturation[:, None, None, None] * torch.stack(rest, 1)
    return brightness[:, None, None, None] * colour
