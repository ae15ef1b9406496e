"""Wrong answers to pca_encode."""

import torch
from torch import Tensor


def mean_not_subtracted(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is not subtracted."""
    return x @ directions.T


def mean_minus_image(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The sign is wrong: mean - x in place of x - mean."""
    return (mean - x) @ directions.T


def mean_of_the_batch(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts the mean of the batch at hand, not the mean that was given."""
    if x.dim() == 1:
        return (x - mean) @ directions.T
    return (x - x.mean(0)) @ directions.T


def average_over_pixels(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The products are averaged over the pixels, not summed."""
    return ((x - mean)[..., None, :] * directions).mean(-1)


def least_squares_code(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Uses the pseudo-inverse: not the inner products if the rows aren't orthonormal."""
    return (x - mean) @ torch.linalg.pinv(directions)


def normalized_directions(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Directions are scaled to length 1 first; the inner products are asked for with the rows as they are."""
    unit = directions / directions.norm(dim=1, keepdim=True)
    return (x - mean) @ unit.T


def batch_axes_flattened(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """All batch axes are flattened into one, and not restored."""
    flat = x.reshape(-1, mean.shape[0])
    return (flat - mean) @ directions.T


def gradient_of_x_only(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Mean and directions are detached, so no gradient reaches them."""
    return (x - mean.detach()) @ directions.detach().T


def divided_by_variance(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The codes are whitened by the standard deviation over the batch."""
    z = (x - mean) @ directions.T
    flat = z.reshape(-1, z.shape[-1])
    if len(flat) < 2:
        return z
    return z / flat.std(0)


def mean_subtracted_from_directions_too(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is subtracted from the directions as well."""
    return (x - mean) @ (directions - mean).T
