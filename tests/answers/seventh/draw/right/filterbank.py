"""Right answers to filterbank."""

import torch
from torch import Tensor


def by_softmax(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Softmax over the pixels of minus half of the squared distances in standard deviations."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    distance = (pixel - centres[..., None]) * torch.exp(-0.5 * log_var)[:, None, None]
    return torch.softmax(-0.5 * distance**2, dim=-1)


def common_term_left_out(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The square of the centre cancels, so a (centre - a / 2) / variance is the exponent."""
    a = torch.arange(size).to(centres)
    log_weight = torch.einsum("bna,b->bna", a * (centres.unsqueeze(-1) - a / 2), (-log_var).exp())
    return (log_weight - log_weight.logsumexp(-1, keepdim=True)).exp()


def row_by_row(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Loops over images and filters; the nearest pixel's exponent is subtracted before exp."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    images = []
    for row, value in zip(centres, log_var, strict=True):
        bells = []
        for centre in row:
            exponent = -((pixel - centre) ** 2) / (2 * value.exp())
            bell = torch.exp(exponent - exponent.max().detach())
            bells.append(bell / bell.sum())
        images.append(torch.stack(bells))
    return torch.stack(images)
