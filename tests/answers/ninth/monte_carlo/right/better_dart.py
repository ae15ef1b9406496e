"""Right answers to better_dart."""

import torch
from torch import Tensor


def heights_above_both_coordinates(u: Tensor) -> Tensor:
    """Averages the heights of the quarter circle above either coordinate."""
    heights = torch.sqrt((1 - u) * (1 + u))
    return 4 * heights.mean(dim=1)


def slope_of_the_arc_tangent(u: Tensor) -> Tensor:
    """Uses that pi is 4 times the integral of 1 / (1 + x^2), at the second coordinate."""
    _, second = u.unbind(-1)
    return 4 / (second.square() + 1)
