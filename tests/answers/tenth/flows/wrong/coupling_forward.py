"""Wrong answers to coupling_forward."""

import torch
from torch import Tensor


def every_other_coordinate(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Splits into even and odd coordinates and not into halves, which is right for d = 2 alone."""
    a, b = z[:, ::2], z[:, 1::2]
    s = torch.tanh(a @ to_scale)
    moved = b * torch.exp(s) + torch.tanh(a @ to_shift)
    return torch.stack([a, moved], -1).flatten(1), s.sum(1)


def logarithm_of_the_sum(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Takes the logarithm of the sum of the scales and not of their product."""
    a, b = z.chunk(2, -1)
    scale = torch.exp(torch.tanh(a @ to_scale))
    moved = b * scale + torch.tanh(a @ to_shift)
    return torch.cat([a, moved], -1), scale.sum(-1).log()


def shift_from_the_second_half(
    z: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Computes the shift from b and not from a, so it is no coupling and the log-det is wrong."""
    a, b = z.chunk(2, -1)
    s = torch.tanh(a @ to_scale)
    return torch.cat([a, b * torch.exp(s) + torch.tanh(b @ to_shift)], -1), s.sum(-1)
