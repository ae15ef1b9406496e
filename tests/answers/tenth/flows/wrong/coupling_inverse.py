"""Wrong answers to coupling_inverse."""

import torch
from torch import Tensor

from solutions.flows import coupling_forward


def forward_with_both_negative(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Negates both weights of one forward coupling, which scales before it takes the shift off."""
    return coupling_forward(y, -to_shift, -to_scale)


def inverse_without_gradients(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Computes shifts and scales without a graph, so that the weights get no gradients."""
    a, b = y.chunk(2, -1)
    with torch.no_grad():
        s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1) + 0 * y.sum(-1)


def log_determinant_of_the_batch(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Gives every point the sum of all points' log-determinants, which is right for n = 1 alone."""
    a, b = y.chunk(2, -1)
    s = torch.tanh(a @ to_scale)
    z = torch.cat([a, (b - torch.tanh(a @ to_shift)) * torch.exp(-s)], -1)
    return z, -s.sum().expand(len(y))
