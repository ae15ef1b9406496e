"""Right answers to recolour."""

import math

import torch
from torch import Tensor


def rolled_channels(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """Makes e as the difference of the rest rolled forwards and backwards."""
    hue, saturation, brightness = (
        each[:, None, None, None].to(rgb.dtype) for each in (hue, saturation, brightness)
    )
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    e = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return brightness * (grey + saturation * (hue.cos() * rest + hue.sin() * e))


def matrix_of_each_picture(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """Writes all as one three by three matrix for each picture."""
    grey = rgb.new_full((3, 3), 1 / 3)
    rest = torch.eye(3, dtype=rgb.dtype, device=rgb.device) - grey
    turn = rgb.new_tensor([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / math.sqrt(3)
    c, s = hue.cos()[:, None, None], hue.sin()[:, None, None]
    matrix = grey + saturation[:, None, None] * (c * rest + s * turn)
    matrix = (brightness[:, None, None] * matrix).to(rgb.dtype)
    return torch.einsum("bij,bjrc->birc", matrix, rgb)
