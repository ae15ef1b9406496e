"""Right answers to recolour."""

import math

import torch
from torch import Tensor


def by_parts(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """Grey part and rest, the second direction by rolling the channels."""
    hue, saturation, brightness = (f.view(-1, 1, 1, 1) for f in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    e = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return brightness * (grey + saturation * (hue.cos() * rest + hue.sin() * e))


def one_matrix(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """One matrix of 3 by 3 for each picture, applied to all pixels by einsum."""
    grey = rgb.new_full((3, 3), 1 / 3)
    rest = torch.eye(3, dtype=rgb.dtype, device=rgb.device) - grey
    turn = rgb.new_tensor([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / 3**0.5
    rotated = hue.cos()[:, None, None] * rest + hue.sin()[:, None, None] * turn
    matrix = brightness[:, None, None] * (grey + saturation[:, None, None] * rotated)
    return torch.einsum("bij,bjrc->birc", matrix, rgb)


def picture_by_picture(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """A loop over the pictures, with a cross product for the second direction."""
    axis = rgb.new_ones(3, 1, 1) / math.sqrt(3)
    made = []
    for picture, angle, factor, light in zip(rgb, hue, saturation, brightness, strict=True):
        g = picture.sum(0) / 3
        d = picture - g
        e = torch.linalg.cross(axis.expand_as(d), d, dim=0)
        made.append(light * (g + factor * (torch.cos(angle) * d + torch.sin(angle) * e)))
    return torch.stack(made)
