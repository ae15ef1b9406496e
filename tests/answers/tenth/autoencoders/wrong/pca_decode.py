"""Wrong answers to pca_decode."""

import torch
from torch import Tensor


def mean_for_every_direction(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Adds the mean inside of the sum, so that it counts once for each direction and not once."""
    return (mean + z[..., None] * directions).sum(-2)


def clamped_to_grey_values(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Clamps pixels to [0, 1], so values outside, and the gradients there, are lost."""
    return (mean + z @ directions).clamp(0, 1)


def pseudo_inverse_of_the_encoder(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Inverts encoding by the pseudo-inverse, which is right for orthonormal directions alone."""
    return mean + z @ torch.linalg.pinv(directions).T
