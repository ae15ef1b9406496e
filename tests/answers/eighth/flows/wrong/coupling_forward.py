"""Wrong answers to coupling_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def absolute_value_of_each_logarithm(
    z: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the absolute value of the logarithms, so that shrinking counts as stretching."""
    a, b = z.chunk(2, -1)
    s = torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + torch.tanh(a @ to_shift)], -1), s.abs().sum(-1)


def every_other_coordinate(
    z: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes every second coordinate for a half, which is right for two coordinates only."""
    a, b, y = z[:, ::2], z[:, 1::2], z.clone()
    s = torch.tanh(a @ to_scale)
    y[:, 1::2] = b * s.exp() + torch.tanh(a @ to_shift)
    return y, s.sum(-1)


def layers_weights_transposed(
    z: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Uses the weights as those of a linear layer, which transposes them."""
    a, b = z.chunk(2, -1)
    s, t = F.linear(a, to_scale).tanh(), F.linear(a, to_shift).tanh()
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)
