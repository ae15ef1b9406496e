"""Wrong answers to filterbank."""

import torch
from torch import Tensor


def saved_by_an_epsilon(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Divides by the sum plus 1e-8, so a filter far outside of the image has the sum 0, not 1."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    bell = torch.exp(-square / (2 * log_var.exp()[:, None, None]))
    return bell / (bell.sum(-1, keepdim=True) + 1e-8)


def filters_share_each_pixel(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Normalizes over the filters, so that each pixel and not each filter has the sum 1."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    return torch.softmax(-square / (2 * log_var.exp()[:, None, None]), dim=1)


def exponents_cut_at_minus_fifty(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Cuts the exponents at -50, so that a filter far outside weighs all pixels alike."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    exponent = -((pixel - centres[..., None]) ** 2) / (2 * log_var.exp()[:, None, None])
    bell = torch.exp(exponent.clamp(min=-50.0))
    return bell / bell.sum(-1, keepdim=True)
