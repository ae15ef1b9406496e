"""Wrong answers to coupling_inverse."""

import torch
from torch import Tensor


def negated_weights(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The forward map with negated weights scales back before the shift is taken off."""
    return coupling_forward(y, -to_shift, -to_scale)


def same_volume(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinant is that of the forward map: its sign is missing."""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) / s.exp()], -1), s.sum(-1)


def known_numbers(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Shift and scale are computed without gradients."""
    a, b = y.chunk(2, -1)
    with torch.no_grad():
        t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)


def volume_of_the_batch(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinants of all points are added up, and each point gets the sum."""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum().expand(len(y))


def scale_from_the_moved_half(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """The scale is computed from the second half, after its shift is taken off."""
    a, b = y.chunk(2, -1)
    b = b - torch.tanh(a @ to_shift)
    s = torch.tanh(b @ to_scale)
    return torch.cat([a, b * torch.exp(-s)], -1), -s.sum(-1)
