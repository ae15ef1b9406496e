"""Right answers to filterbank."""

import torch
from torch import Tensor


def softmax_over_pixels(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The softmax of the exponents, over the pixels."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    return torch.softmax(-square / (2 * log_var.exp()[:, None, None]), -1)


def nearest_pixel_first(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Weighs all pixels relative to the nearest one, then divides by the sum."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (centres.unsqueeze(-1) - pixel).square()
    excess = square - square.amin(-1, keepdim=True)
    bell = torch.exp(-0.5 * excess / log_var.exp().view(-1, 1, 1))
    return bell / bell.sum(-1, keepdim=True)


def row_by_row(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """A loop over the batch, with normal log-densities and log-softmax."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    rows = []
    for row, spread in zip(centres, log_var, strict=True):
        bell = torch.distributions.Normal(row[:, None], torch.exp(spread / 2), validate_args=False)
        rows.append(torch.log_softmax(bell.log_prob(pixel[None]), dim=1).exp())
    return torch.stack(rows)
