"""Wrong answers to pca_encode."""

import torch
from torch import Tensor
from torch.nn import functional as F


def least_squares(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Solves for the best code with the pseudo-inverse: the same only for orthonormal directions."""
    return (x - mean) @ torch.linalg.pinv(directions)


def mean_of_these_images(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts the mean of the images at hand instead of the mean that was given."""
    return (x - x.reshape(-1, x.shape[-1]).mean(0)) @ directions.T


def reshaped_instead_of_transposed(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Reshapes the directions to (pixels, latent): the numbers are mixed up for latent > 1."""
    return (x - mean) @ directions.reshape(x.shape[-1], -1)


def directions_brought_to_length_one(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Divides each direction by its length first: other inner products unless it is 1."""
    return (x - mean) @ F.normalize(directions, dim=-1).T


def code_of_one_squeezed(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Squeezes the last axis of the codes: for a single direction it is gone."""
    return ((x - mean) @ directions.T).squeeze(-1)


def mean_taken_off_after_the_product(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts from each code the sum of the mean's codes over all directions, not its own one."""
    return x @ directions.T - (directions @ mean).sum()


def darker_pixels_cut_off(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Clamps x - mean to be at least 0, as pixels are: what is darker than the mean is lost."""
    return (x - mean).clamp(min=0) @ directions.T


def average_over_the_pixels(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Averages the products over the pixels instead of adding them up."""
    return ((x - mean)[..., None, :] * directions).mean(-1)


def centred_in_place(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts the mean from the images of the caller, in place."""
    x -= mean
    return x @ directions.T


def mean_without_gradient(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is detached: no gradient flows back to it."""
    return (x - mean.detach()) @ directions.T
