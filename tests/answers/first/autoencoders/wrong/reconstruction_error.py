"""Wrong answers to reconstruction_error."""

import torch
from torch import Tensor
from torch.nn import functional as F


def mean_over_everything(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Averages over the pixels as well."""
    return F.mse_loss(reconstruction, x)


def sum_over_everything(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Sums over the images as well."""
    return (x - reconstruction).square().sum()


def distance_without_square(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Averages the distances, not the squared distances."""
    return torch.linalg.vector_norm(x - reconstruction, dim=1).mean()


def square_of_the_sum(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Sums over the pixels before squaring, so that errors cancel."""
    return (x - reconstruction).sum(1).square().mean()


def absolute_difference(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Absolute values in place of squares."""
    return (x - reconstruction).abs().sum(1).mean()


def half_the_square(x: Tensor, reconstruction: Tensor) -> Tensor:
    """A factor of 1/2 too much, as in the logarithm of a Gaussian."""
    return 0.5 * (x - reconstruction).pow(2).sum(1).mean()


def axes_swapped(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Sums over the images and averages over the pixels."""
    return (x - reconstruction).square().sum(0).mean()


def sixty_four_pixels(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Assumes images of 64 pixels."""
    return 64 * (x - reconstruction).square().mean()


def target_detached(x: Tensor, reconstruction: Tensor) -> Tensor:
    """x is detached: no gradient flows back to it."""
    return (reconstruction - x.detach()).square().sum(1).mean()


def unexplained_variance(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The variance of the residuals over the images: a constant error of all images isn't counted."""
    return (x - reconstruction).var(0, unbiased=False).sum()
