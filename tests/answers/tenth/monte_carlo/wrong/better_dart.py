"""Wrong answers to better_dart."""

import torch
from torch import Tensor


def height_without_a_square(u: Tensor) -> Tensor:
    """Forgets the square of the coordinate, so that the mean is 8/3 and not pi."""
    return 4 * torch.sqrt(1 - u[:, 0])


def dart_and_its_mirror(u: Tensor) -> Tensor:
    """Averages a dart and its mirror at the diagonal, which is worth the same: no less spread."""
    dart = 4 * (u.square().sum(1) <= 1).to(u.dtype)
    mirrored = 4 * (u.flip(1).square().sum(1) <= 1).to(u.dtype)
    return (dart + mirrored) / 2


def corrected_by_the_other_rows(u: Tensor) -> Tensor:
    """Corrects each height by the mean of all rows, so that it is not of its row alone."""
    height = 4 * torch.sqrt(1 - u[:, 0] ** 2)
    return height + 2.85 * (u[:, 0] - u[:, 0].mean())
