"""Wrong answers to coupling_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def transposed_weights(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """F.linear multiplies with the transposed weights."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(F.linear(a, to_shift)), torch.tanh(F.linear(a, to_scale))
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)


def moved_then_scaled(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The shift comes before the scale."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b + t) * s.exp()], -1), s.sum(-1)


def even_and_odd(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The halves are the even and the odd coordinates."""
    a, b = z[:, ::2], z[:, 1::2]
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.stack([a, b * s.exp() + t], -1).flatten(1), s.sum(-1)


def volume_without_gradient(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinant is detached."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), s.detach().sum(-1)


def mean_of_the_scales(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinant is the mean of s over the coordinates and not its sum."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), s.mean(-1)
