"""Right answers to filterbank."""

import torch
from torch import Tensor


def softmax_of_the_squares(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The softmax over the pixels of minus the squared distance by twice the variance."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    return (-square / (2 * log_var.exp()[:, None, None])).softmax(-1)


def relative_to_the_nearest_pixel(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Multiplies the square out, drops what all pixels share, and divides by the largest weight."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    precision = torch.exp(-log_var)[:, None, None]
    log_weight = (centres[:, :, None] * pixel - pixel.square() / 2) * precision
    weight = torch.exp(log_weight - log_weight.amax(-1, keepdim=True).detach())
    return weight / weight.sum(-1, keepdim=True)
