"""Wrong answers to reconstruction_error."""

import torch
from torch import Tensor
from torch.nn import functional as F


def distance_with_an_epsilon(x: Tensor, reconstruction: Tensor) -> Tensor:
    """F.pairwise_distance adds eps to each difference, here 1e-3: never 0 for equal images."""
    return F.pairwise_distance(x, reconstruction, eps=1e-3).square().mean()


def squares_multiplied_out(x: Tensor, reconstruction: Tensor) -> Tensor:
    """x^2 - 2 x r + r^2 in float32: for large pixels a small distance drowns in rounding."""
    squares = x.square().sum(1) + reconstruction.square().sum(1)
    return (squares - 2 * (x * reconstruction).sum(1)).mean()


def variance_of_the_difference(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The variance of each pixel's difference over the images: a constant shift goes unseen."""
    return (x - reconstruction).var(0, correction=0).sum()


def square_of_the_mean_distance(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Averages the distances and squares afterwards: right only if all are equal."""
    return torch.linalg.vector_norm(x - reconstruction, dim=1).mean().square()


def huber(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Twice the Huber loss: the square for differences below 1, linear above it."""
    return 2 * F.huber_loss(reconstruction, x, reduction="sum") / len(x)


def averaged_over_the_pixels(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Divides by the number of pixels instead of images: agrees for square tables."""
    return (x - reconstruction).square().sum() / x.shape[-1]


def target_without_gradient(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Treats x as a fixed target: no gradient flows back to it."""
    return F.mse_loss(reconstruction, x.detach(), reduction="sum") / len(x)


def unbiased_denominator(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Divides by n - 1 as if a mean had been estimated (by 1 for a single image)."""
    return (x - reconstruction).square().sum() / max(len(x) - 1, 1)


def square_of_the_summed_difference(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Sums the differences over the pixels before squaring: opposite signs cancel."""
    return (x - reconstruction).sum(-1).square().mean()


def reconstruction_clamped(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Clamps the reconstruction to 0..1 first: what lies outside costs less than it should."""
    return (x - reconstruction.clamp(0, 1)).square().sum(-1).mean()
