"""Wrong answers to pca_decode."""

import torch
from torch import Tensor


def without_the_mean(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is not added."""
    return z @ directions


def minus_the_mean(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is subtracted once more in place of added."""
    return z @ directions - mean


def clamped_to_grey_values(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The image is clamped to [0, 1]; the sum can be outside, and gradients vanish there."""
    return (mean + z @ directions).clamp(0, 1)


def pseudo_inverse(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Inverts the encoder by a pseudo-inverse: not the weighted sum of rows that aren't orthonormal."""
    return mean + z @ torch.linalg.pinv(directions).T


def mean_once_per_direction(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is inside the sum over directions, so it's added once for each."""
    return (mean + z[..., :, None] * directions).sum(-2)


def average_of_directions(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The weighted directions are averaged, not summed."""
    return mean + (z.unsqueeze(-1) * directions).mean(-2)


def no_gradient_for_the_decoder(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The directions are taken by .data, so no gradient reaches them."""
    return mean + z @ directions.data


def codes_must_be_a_matrix(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """torch.addmm takes a matrix of codes only, no single code and no more batch axes."""
    return torch.addmm(mean, z, directions)


def projected_mean(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The code of the mean is added to the code, so only the part of the mean inside the flat is kept."""
    return (z + mean @ directions.T) @ directions


def positive_part_of_the_code(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Negative numbers of the code are set to zero."""
    return mean + z.relu() @ directions
