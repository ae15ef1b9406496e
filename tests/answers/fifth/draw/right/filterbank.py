"""Right answers to filterbank."""

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F


def softmax_of_squares(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The softmax over the pixels of minus half a square divided by the variance."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    squares = (pixel - centres[..., None]).square()
    return torch.softmax(-0.5 * squares / log_var.exp()[:, None, None], dim=-1)


def normal_log_density(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The normal log-density of the library at the pixels, and its softmax."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    std = torch.exp(log_var / 2).view(-1, 1, 1)
    log_p = Normal(centres.unsqueeze(-1), std).log_prob(pixel)
    return F.softmax(log_p, dim=-1)


def relative_to_nearest(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The square is taken relative to that of the nearest point of the image."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    centre = centres[:, :, None]
    nearest = centre.detach().clamp(0, size - 1)
    # (a - c)^2 - (m - c)^2 = (a - m) (a + m - 2 c)
    more = (pixel - nearest) * (pixel + nearest - 2 * centre)
    return (-more * torch.exp(-log_var)[:, None, None] / 2).softmax(2)


def largest_subtracted(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """One image at a time; the largest logarithm of each filter is subtracted before exp."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    banks = []
    for row, each in zip(centres, log_var, strict=True):
        log_weight = -((pixel[None] - row[:, None]) ** 2) / (2 * torch.exp(each))
        weight = torch.exp(log_weight - log_weight.detach().amax(1, keepdim=True))
        banks.append(weight / weight.sum(1, keepdim=True))
    return torch.stack(banks)
