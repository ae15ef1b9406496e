"""Wrong answers to pca_decode."""

import torch
from torch import Tensor


def inverse_of_the_encoder(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Looks for the image with this code by the pseudo-inverse: right for orthonormal rows only."""
    return z @ torch.linalg.pinv(directions).T + mean


def mean_added_each_time(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Adds the mean once for each direction, which is right for one direction only."""
    return (mean + z[..., None] * directions).sum(-2)


def clamped_to_grey_values(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Clamps the pixels to [0, 1], which is wrong, and has no gradient, for all beyond."""
    return (z @ directions + mean).clamp(0, 1)
