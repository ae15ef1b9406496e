"""Wrong answers to coupling_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def weights_transposed(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """F.linear multiplies by the transposed weights."""
    a, b = z.chunk(2, -1)
    s, t = torch.tanh(F.linear(a, to_scale)), torch.tanh(F.linear(a, to_shift))
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)


def moved_before_scaled(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The second half is shifted first and then scaled."""
    a, b = z.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, (b + t) * s.exp()], -1), s.sum(-1)


def mean_of_the_scales(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinant is the mean of the scales and not their sum."""
    a, b = z.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, b * s.exp() + t], -1), s.mean(-1)


def determinant_without_gradient(
    z: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """The log-determinant is detached and has no gradient."""
    a, b = z.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, b * s.exp() + t], -1), s.detach().sum(-1)


def every_second_coordinate(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Takes coordinates with even and odd numbers for the halves."""
    a, b = z[:, 0::2], z[:, 1::2]
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.stack([a, b * s.exp() + t], -1).flatten(1), s.sum(-1)
