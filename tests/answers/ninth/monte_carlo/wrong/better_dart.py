"""Wrong answers to better_dart."""

import torch
from torch import Tensor


def centre_of_the_square_radius_of_one(u: Tensor) -> Tensor:
    """Moves the circle to the centre of the unit square and keeps its radius 1: another mean."""
    x = u[:, 0] - 0.5
    return 4 * torch.sqrt(1 - x**2)


def two_mirrored_darts(u: Tensor) -> Tensor:
    """Averages each dart with the one at (1 - u, v): the mean is right, the variance above 0.9."""
    mirrored = torch.stack([1 - u[:, 0], u[:, 1]], 1)
    inside = torch.stack([(d.square().sum(1) <= 1).to(u.dtype) for d in (u, mirrored)])
    return 4 * inside.mean(0)


def heights_of_neighbouring_rows(u: Tensor) -> Tensor:
    """Averages the heights of a row and of the row before it: not made of this row alone."""
    heights = 4 * torch.sqrt(1 - u[:, 0] ** 2)
    return 0.5 * (heights + heights.roll(1))
