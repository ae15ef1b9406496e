"""Right answers to coupling_inverse."""

import torch
from torch import Tensor


def undone(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The shift is taken off, then the scale."""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)


def with_the_forward_map(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The forward map at (a, 0) gives the shift, and its log-determinant with a sign is wanted."""
    half = y.shape[1] // 2
    a, b = torch.split(y, half, dim=1)
    at_zero, log_det = coupling_forward(torch.cat([a, torch.zeros_like(b)], 1), to_shift, to_scale)
    scale = torch.einsum("ni,ij->nj", a, to_scale).tanh().exp()
    return torch.hstack([a, (b - at_zero[:, half:]) / scale]), log_det.neg()


def coordinate_by_coordinate(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """A loop over the coordinates of the second half, of which each has a factor of its own."""
    half = y.shape[-1] // 2
    first = y[:, :half]
    columns, log_det = [first], y.new_zeros(len(y))
    for j in range(half):
        log_scale = torch.tanh(first @ to_scale[:, j])
        shift = torch.tanh(first @ to_shift[:, j])
        columns.append(((y[:, half + j] - shift) / torch.exp(log_scale))[:, None])
        log_det = log_det - log_scale
    return torch.cat(columns, dim=1), log_det
