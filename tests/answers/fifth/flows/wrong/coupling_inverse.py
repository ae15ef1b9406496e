"""Wrong answers to coupling_inverse."""

import torch
from torch import Tensor


def negated_weights(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The forward map with negated weights, which scales before it takes off the shift."""
    return coupling_forward(y, -to_shift, -to_scale)


def determinant_of_the_map(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinant is that of the forward map, with its sign."""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), s.sum(-1)


def one_over_the_logarithm(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """One divided by the log-determinant instead of minus it."""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) / torch.exp(s)], -1), 1 / s.sum(-1)


def product_stays_scaled(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Brackets are missing: only the shift is divided by the scale."""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b - t / torch.exp(s)], -1), -s.sum(-1)


def no_way_back(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Shift and scale are computed without a gradient, because they are only undone."""
    a, b = y.chunk(2, -1)
    with torch.no_grad():
        t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)


def scale_from_the_second(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The scale is computed from the second half, which is not the one that stayed."""
    a, b = y.chunk(2, -1)
    before = b - torch.tanh(a @ to_shift)
    s = torch.tanh(before @ to_scale)
    return torch.cat([a, before * torch.exp(-s)], -1), -s.sum(-1)
