"""Right answers to pca_decode."""

import torch
from torch import Tensor


def mean_plus_product(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The codes times the directions by einsum, plus the mean."""
    return torch.einsum("...l,lp->...p", z, directions) + mean


def one_direction_after_the_other(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Begins with a mean image for each code and adds the weighted directions in a loop."""
    image = mean.expand(*z.shape[:-1], mean.shape[0])
    for j, direction in enumerate(directions):
        image = image + z[..., j : j + 1] * direction
    return image
