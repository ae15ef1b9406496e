"""Wrong answers to pca_decode."""

import torch
from torch import Tensor


def clipped_to_grey_values(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Clamps the images to 0 to 1: other values, and their gradients, are lost."""
    return (mean + z @ directions).clamp(0, 1)


def mean_in_every_term(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Has the mean inside of the sum: it is counted once for each number of the code."""
    return sum(mean + z[..., j, None] * directions[j] for j in range(len(directions)))


def directions_made_unit_vectors(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Divides the directions by their lengths: wrong where these are not 1 already."""
    return mean + z @ torch.nn.functional.normalize(directions, dim=1)
