"""Wrong answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def noise_not_centred(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Recovers the noise as x / scale, which is right only where loc is 0."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * x.detach() / scale], -1)


def slope_by_a_difference(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Takes a difference quotient for the slope, off where f is curved or, in float32, high."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x, step = loc + scale * noise, 1e-3
    slope = (f(x + step) - f(x)) / step
    return torch.stack([slope, slope * noise], -1)


def slope_extended_from_the_mean(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws the slope as a straight line through that at loc: right for parabolas only."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    start = loc.detach().clone().requires_grad_()
    (first,) = torch.autograd.grad(f(start), start, create_graph=True)
    second = torch.zeros_like(start)
    if first.requires_grad:
        (second,) = torch.autograd.grad(first, start)
    slope = first.detach() + second * scale * noise
    return torch.stack([slope, slope * noise], -1)
