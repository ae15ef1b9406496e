"""Wrong answers to filterbank."""

import torch
from torch import Tensor


def centres_kept_inside(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Moves centres outside of the image to its border, where they get half a bell instead."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres.clamp(0, size - 1)[..., None]) ** 2
    return torch.softmax(-square / (2 * log_var.exp()[:, None, None]), -1)


def small_number_in_the_sum(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Adds a small number to the sum, so filters far outside have weights of 0."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    bell = torch.exp(-square / (2 * log_var.exp()[:, None, None]))
    return bell / (bell.sum(-1, keepdim=True) + 1e-8)


def logarithm_of_the_deviation(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Takes log_var for the logarithm of the standard deviation and squares it."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = ((pixel - centres[..., None]) / log_var.exp()[:, None, None]) ** 2
    return torch.softmax(-square / 2, -1)


def variance_of_the_first_row(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Uses the variance of the first row of the batch for all of them."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    variance = log_var[0].exp()
    return torch.softmax(-square / (2 * variance), -1)


def sum_is_a_constant(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Holds the normalizing sum constant, so the values are right and the gradients are not."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    log_weight = -((pixel - centres[..., None]) ** 2) / (2 * log_var.exp()[:, None, None])
    with torch.no_grad():
        log_sum = torch.logsumexp(log_weight, -1, keepdim=True)
    return torch.exp(log_weight - log_sum)
