"""Wrong answers to coupling_inverse."""

import torch
from torch import Tensor


def logarithm_of_the_sum_of_scales(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the sum of the scales for their product, right for two coordinates only."""
    a, b = y.chunk(2, -1)
    scale = torch.exp(torch.tanh(a @ to_scale))
    return torch.cat([a, (b - torch.tanh(a @ to_shift)) / scale], -1), -scale.sum(-1).log()


def divisor_kept_from_zero(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds 0.001 to a scale that is never near 0, so that there and back is off by as much."""
    a, b = y.chunk(2, -1)
    s = torch.tanh(a @ to_scale)
    back = (b - torch.tanh(a @ to_shift)) / (s.exp() + 1e-3)
    return torch.cat([a, back], -1), -s.sum(-1)


def first_half_held_constant(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Detaches the half on which scales and shifts depend, so its gradient is that of a copy."""
    a, b = y.chunk(2, -1)
    seen = a.detach()
    s = torch.tanh(seen @ to_scale)
    return torch.cat([a, (b - torch.tanh(seen @ to_shift)) * torch.exp(-s)], -1), -s.sum(-1)
