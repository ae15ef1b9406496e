"""Right answers to reconstruction_error."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sum_then_mean(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Sum of squares over the pixels, then the mean over the images."""
    return (x - reconstruction).square().sum(1).mean()


def mse_times_pixels(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The mean squared error times the number of pixels."""
    return F.mse_loss(reconstruction, x) * x.shape[-1]


def frobenius_over_n(x: Tensor, reconstruction: Tensor) -> Tensor:
    """All squares summed by mse_loss, divided by the number of images."""
    return F.mse_loss(reconstruction, x, reduction="sum").div(len(x))


def image_by_image(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Loop over the images, an inner product for each."""
    distances = []
    for image, other in zip(x, reconstruction):
        difference = other - image
        distances.append(torch.dot(difference, difference))
    return torch.stack(distances).mean()


def einsum_of_differences(x: Tensor, reconstruction: Tensor) -> Tensor:
    """einsum sums all squares at once."""
    d = reconstruction - x
    return torch.einsum("np,np->", d, d) / d.size(0)
