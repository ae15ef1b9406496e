"""Right answers to better_dart."""

import torch
from torch import Tensor


def height_of_the_circle(u: Tensor) -> Tensor:
    """Takes four times the height of the quarter circle above the first coordinate."""
    return 4 * torch.sqrt(1 - u[:, 0] ** 2)


def other_curve_with_area_pi(u: Tensor) -> Tensor:
    """Takes 4 / (1 + x^2) at the second coordinate, whose mean is pi, too."""
    x = u.unbind(dim=1)[1]
    return 4 / (1 + x * x)
