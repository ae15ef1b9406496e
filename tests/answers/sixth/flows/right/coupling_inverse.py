"""Right answers to coupling_inverse."""

import torch
from torch import Tensor


def subtract_then_divide(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The shift is taken off, then the scale."""
    a, b = y.chunk(2, dim=-1)
    s = torch.tanh(a @ to_scale)
    t = torch.tanh(a @ to_shift)
    return torch.cat([a, (b - t) / s.exp()], dim=-1), -s.sum(-1)


def with_the_forward_map(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The forward map of a second half of zeros tells the shift and the log-determinant."""
    half = y.shape[1] // 2
    first = y[:, :half]
    moved, log_det = coupling_forward(
        torch.cat([first, torch.zeros_like(first)], 1), to_shift, to_scale
    )
    second = (y - moved)[:, half:] * torch.exp(-torch.tanh(first @ to_scale))
    return torch.hstack([first, second]), -log_det


def column_by_column(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """A loop over the columns of the second half."""
    half = y.shape[1] // 2
    columns = list(y.unbind(1))
    log_det = y.new_zeros(len(y))
    for j in range(half):
        s = sum(y[:, i] * to_scale[i, j] for i in range(half)).tanh()
        t = sum(y[:, i] * to_shift[i, j] for i in range(half)).tanh()
        columns[half + j] = (columns[half + j] - t) * torch.exp(-s)
        log_det = log_det - s
    return torch.stack(columns, dim=1), log_det
