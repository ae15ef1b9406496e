"""Right answers to recolour."""

import math

import torch
from torch import Tensor


def channel_by_channel(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The three channels written out one by one, stacked at the end."""
    hue, saturation, brightness = (each.reshape(-1, 1, 1) for each in (hue, saturation, brightness))
    grey = rgb.mean(1)
    d1, d2, d3 = (rgb - grey[:, None]).unbind(1)
    turned = []
    for d, e in ((d1, d3 - d2), (d2, d1 - d3), (d3, d2 - d1)):
        turned.append(hue.cos() * d + hue.sin() * e / math.sqrt(3))
    return torch.stack([brightness * (grey + saturation * each) for each in turned], 1)


def one_colour_matrix(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """A 3 by 3 matrix for each picture, by which all its colours are multiplied."""
    grey = rgb.new_full((3, 3), 1 / 3)
    eye = torch.eye(3, dtype=rgb.dtype, device=rgb.device)
    across = rgb.new_tensor([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / math.sqrt(3)
    cos, sin = hue.cos()[:, None, None], hue.sin()[:, None, None]
    rest = saturation[:, None, None] * (cos * (eye - grey) + sin * across)
    matrix = brightness[:, None, None] * (grey + rest)
    return torch.einsum("bij,bjrc->birc", matrix, rgb)
