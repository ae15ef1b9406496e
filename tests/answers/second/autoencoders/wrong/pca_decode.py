"""Wrong answers to pca_decode."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def solves_for_the_image(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The pseudo-inverse finds an image with this code, not the sum of directions weighted by it: the same only for orthonormal directions."""
    return mean + z @ torch.linalg.pinv(directions).T


def mean_added_for_each_direction(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is inside of the sum, so it is added once for every direction."""
    return (z.unsqueeze(-1) * directions + mean).sum(-2)


def clamped_to_grey_values(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The images are clamped to 0 ... 1: the point on the flat may lie outside, and there is no gradient there."""
    return (mean + z @ directions).clamp(0, 1)


def reshaped_where_transposed_was_meant(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """reshape does not transpose: it reads the numbers of the directions in another order."""
    latent, pixels = directions.shape
    return mean + (directions.reshape(pixels, latent) @ z.unsqueeze(-1)).squeeze(-1)


def written_into_data(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """What is added to .data is hidden from autograd: no gradient reaches z or directions."""
    image = mean.expand(*z.shape[:-1], -1).clone()
    image.data += z @ directions
    return image


def mean_is_a_constant(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is detached, so no gradient reaches it."""
    return mean.detach() + z @ directions


def directions_made_orthonormal(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """QR replaces the directions by other ones, of length 1: wrong for any that are not orthonormal, and signs may turn."""
    q, r = torch.linalg.qr(directions.T)
    return mean + (z * r.diagonal().sign()) @ q.T


def averaged_over_directions(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The weighted directions are averaged, not summed: only right for one of them."""
    return mean + (z[..., None] * directions).mean(dim=-2)
