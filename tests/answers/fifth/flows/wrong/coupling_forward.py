"""Wrong answers to coupling_forward."""

import torch
from torch import Tensor


def moved_then_scaled(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Moved first and scaled afterwards, so that the shift is scaled too."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b + t) * s.exp()], -1), s.sum(-1)


def transposed_weights(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The weights are used as a linear layer does it, transposed."""
    a, b = z.chunk(2, -1)
    t = torch.tanh(torch.nn.functional.linear(a, to_shift))
    s = torch.tanh(torch.nn.functional.linear(a, to_scale))
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)


def sum_of_scales(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The logarithm of the sum of the diagonal instead of its product."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), torch.logsumexp(s, -1)


def every_second(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The halves are the even and the odd coordinates, as in a checkerboard."""
    a, b = z[:, ::2], z[:, 1::2]
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.stack([a, b * s.exp() + t], -1).flatten(1), s.sum(-1)


def free_scale(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """tanh is applied to the shift only, and the scale is left without a limit."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), a @ to_scale
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)


def swapped_halves(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The halves are exchanged on the way out, as between two couplings of a chain."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([b * s.exp() + t, a], -1), s.sum(-1)
