"""Wrong answers to reconstruction_error."""

import torch
from torch import Tensor
from torch.nn import functional as F


def mean_over_pixels_too(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Averages over the pixels as well: too small by the number of pixels."""
    return F.mse_loss(reconstruction, x)


def axes_exchanged(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Sums over the images, and averages over the pixels."""
    return (x - reconstruction).square().sum(0).mean()


def distance_not_squared(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The distance itself: the norm is not squared."""
    return torch.linalg.vector_norm(x - reconstruction, dim=1).mean()


def squares_the_average(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Averages the distances first, and squares the average; the same only for one image."""
    return torch.linalg.vector_norm(x - reconstruction, dim=1).mean() ** 2


def one_number_per_image(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Not averaged over the images: the shape is (n,)."""
    return ((x - reconstruction) ** 2).sum(dim=1)


def image_is_a_constant(x: Tensor, reconstruction: Tensor) -> Tensor:
    """x is detached: gradients flow back to the reconstruction only."""
    return ((x.detach() - reconstruction) ** 2).sum(dim=1).mean()
