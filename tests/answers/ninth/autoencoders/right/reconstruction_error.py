"""Right answers to reconstruction_error."""

import torch
from torch import Tensor


def mean_square_times_pixels(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The mean squared error of all numbers, times the number of pixels."""
    return torch.nn.functional.mse_loss(reconstruction, x) * x.shape[-1]


def inner_product_of_the_rest(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The inner product of the difference with itself, divided by the number of images."""
    rest = x - reconstruction
    return torch.einsum("np,np->", rest, rest) / rest.shape[0]
