"""Wrong answers to coupling_inverse."""

import torch
from torch import Tensor


def undone_in_the_wrong_order(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Divides by the scale before it subtracts the shift, which does not give the points back."""
    a, b = y.chunk(2, -1)
    s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, b * torch.exp(-s) - t], -1), -s.sum(-1)


def log_det_without_tanh(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Adds up a to_scale without its tanh in the log-determinant, nearly right if it is small."""
    a, b = y.chunk(2, -1)
    raw, t = a @ to_scale, torch.tanh(a @ to_shift)
    return torch.cat([a, (b - t) * torch.exp(-torch.tanh(raw))], -1), -raw.sum(-1)


def scales_outside_the_graph(
    y: Tensor, to_shift: Tensor, to_scale: Tensor
) -> tuple[Tensor, Tensor]:
    """Computes shift and scale under no_grad, so the weights and the first half lose gradients."""
    a, b = y.chunk(2, -1)
    with torch.no_grad():
        s, t = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)
