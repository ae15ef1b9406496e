"""Wrong answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def differentiates_the_mean(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Differentiates the mean of f instead of the sum, so each row is num_samples too small."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).mean(), x)
    return torch.stack([slope, slope * noise], -1)


def wide_finite_difference(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A difference quotient of width 0.2 for the slope: exact for parabolas, not for waves."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach()
    slope = (f(x + 0.1) - f(x - 0.1)) / 0.2
    return torch.stack([slope, slope * noise], -1)


def shuffled_noise_beside_the_slope(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Multiplies with the noise in reverse order, not that of the draw; column 2 is wrong."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise.flip(0)], -1)
