"""Wrong answers to pca_decode."""

import torch
from torch import Tensor
from torch.nn import functional as F


def mean_with_every_direction(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Adds the mean inside the sum over the directions: right only for a single direction."""
    return (z.unsqueeze(-1) * directions + mean).sum(-2)


def inverse_of_the_encoder(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Inverts the encoder with a pseudo-inverse: the same only for orthonormal directions."""
    return mean + z @ torch.linalg.pinv(directions).T


def reshaped_to_a_weight(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """F.linear wants (pixels, latent): reshapes the directions, which is not transposing them."""
    return F.linear(z, directions.reshape(mean.shape[0], -1), mean)


def pixels_kept_between_zero_and_one(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Clamps the image to 0..1: wrong, and without gradient, where the sum leaves that range."""
    return (mean + z @ directions).clamp(0, 1)


def directions_of_length_one(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Divides each direction by its length first: another image unless that is 1."""
    return mean + z @ F.normalize(directions, dim=1)


def added_onto_the_mean(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Adds the directions of a single code onto the mean in place: the caller's mean changes."""
    if z.dim() == 1:
        mean += z @ directions
        return mean
    return mean + z @ directions


def code_normalized(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts the average code of the batch first: a batch of one code gives the mean image."""
    centre = z.reshape(-1, z.shape[-1]).mean(0)
    return mean + (z - centre) @ directions


def grey_level_for_the_mean(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Adds the average of the mean image over its pixels instead of the image."""
    return mean.mean() + z @ directions


def table_of_codes_only(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The product is written for codes of shape (n, latent): other numbers of axes fail."""
    return mean + torch.einsum("nl,lp->np", z, directions)


def fixed_directions(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The directions are detached: no gradient flows back to them."""
    return mean + z @ directions.detach()
