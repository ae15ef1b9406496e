"""Wrong answers to coupling_forward."""

import torch
from torch import Tensor


def shift_before_scale(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Moves first and scales then, (b + t) exp(s), which has the same determinant."""
    a, b = z.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, (b + t) * s.exp()], -1), s.sum(-1)


def overwrites_its_input(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Works in place on a view of z, so z itself changes, and a leaf with gradients raises."""
    a, b = z.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    b.mul_(s.exp()).add_(t)
    return torch.cat([a, b], -1), s.sum(-1)


def weights_transposed_by_linear(
    z: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Applies linear(), which multiplies with the transposed weights, right for d = 2 only."""
    a, b = z.chunk(2, -1)
    s, t = (
        torch.tanh(torch.nn.functional.linear(a, to_scale)),
        torch.tanh(torch.nn.functional.linear(a, to_shift)),
    )
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)
