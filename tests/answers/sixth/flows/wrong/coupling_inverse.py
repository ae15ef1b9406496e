"""Wrong answers to coupling_inverse."""

import torch
from torch import Tensor


def forward_with_negative_weights(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """The coupling with negative weights scales first and shifts then, in the wrong order."""
    return coupling_forward(y, -to_shift, -to_scale)


def determinant_of_the_map(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinant is that of the map and not that of its inverse."""
    a, b = y.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), s.sum(-1)


def first_half_detached(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Scales and shifts have no gradient with respect to the first half."""
    a, b = y.chunk(2, -1)
    s, t = torch.tanh(a.detach() @ to_scale), torch.tanh(a.detach() @ to_shift)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)


def scale_weights_transposed(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """The weights of the scales are transposed."""
    a, b = y.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale.T), torch.tanh(a @ to_shift)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)


def logarithm_of_a_sum(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinant is minus the logarithm of the sum of the factors, not their product."""
    a, b = y.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.logsumexp(-1)
