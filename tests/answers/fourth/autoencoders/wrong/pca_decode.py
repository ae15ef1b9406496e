"""Wrong answers to pca_decode."""

import torch
from torch import Tensor


def mean_is_forgotten(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is not added back."""
    return z @ directions


def mean_is_subtracted(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts the mean, as the encoder does, where it should add it."""
    return z @ directions - mean


def clamps_to_grey_values(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Clamps the image to [0, 1], which the formula does not."""
    return (mean + z @ directions).clamp(0, 1)


def mean_with_every_direction(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Adds the mean once for each direction."""
    return sum(mean + z[..., j, None] * directions[j] for j in range(len(directions)))


def last_direction_left_out(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The loop stops one too early: the last direction is never added."""
    image = mean.expand(*z.shape[:-1], len(mean))
    for j in range(len(directions) - 1):
        image = image + z[..., j, None] * directions[j]
    return image


def without_gradients(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Decodes inside torch.no_grad(): no gradient flows back."""
    with torch.no_grad():
        return mean + z @ directions
