"""Right answers to reconstruction_error."""

import torch
from torch import Tensor
from torch.nn import functional as F


def loss_summed_and_divided(x: Tensor, reconstruction: Tensor) -> Tensor:
    """F.mse_loss with reduction="sum", divided by the number of images."""
    return F.mse_loss(reconstruction, x, reduction="sum") / x.shape[0]


def mean_times_pixels(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The mean over everything, times the number of pixels."""
    return F.mse_loss(x, reconstruction) * x.size(1)


def full_contraction(x: Tensor, reconstruction: Tensor) -> Tensor:
    """einsum of the differences with themselves over both axes."""
    away = reconstruction - x
    return torch.einsum("np,np->", away, away).div(len(away))


def image_after_image(x: Tensor, reconstruction: Tensor) -> Tensor:
    """A loop over the pairs; the squared distance is the inner product of the difference."""
    total = torch.zeros((), dtype=x.dtype, device=x.device)
    for image, copy in zip(x, reconstruction, strict=True):
        total = total + torch.dot(image - copy, image - copy)
    return total / len(x)


def mapped_over_the_images(x: Tensor, reconstruction: Tensor) -> Tensor:
    """vmap of the squared length over the images, then their mean."""

    def one(image: Tensor, copy: Tensor) -> Tensor:
        return torch.pow(image - copy, 2).sum()

    return torch.func.vmap(one)(x, reconstruction).mean()
