"""Right answers to narrowest_width."""

import math

import torch
from torch import Tensor


def root_of_two(width: Tensor, power: Tensor) -> Tensor:
    """Multiplies the width by 2 to the power of minus one over the shape's power."""
    return width * 2 ** (-1 / power)


def logarithms_subtracted(width: Tensor, power: Tensor) -> Tensor:
    """Computes with logarithms: log b = log width - log(2) / power."""
    return torch.exp(torch.log(width) - math.log(2) / power)
