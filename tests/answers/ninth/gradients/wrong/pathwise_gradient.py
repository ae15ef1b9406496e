"""Wrong answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def slope_by_a_wide_difference(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Takes (f(x + 0.1) - f(x)) / 0.1 for the slope, wrong for every f that is curved."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = loc + scale * noise
    slope = (f(x + 0.1) - f(x)) / 0.1
    return torch.stack([slope, slope * noise], -1)


def one_noise_for_all_rows(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws one number and repeats it, so that all rows are the same estimate."""
    noise = torch.randn((), dtype=loc.dtype, device=loc.device).expand(num_samples)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise], -1)


def deviation_in_place_of_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Multiplies the slope with x - loc for the derivative in scale, right only for scale 1."""
    x = loc + scale * torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = x.detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * (x.detach() - loc)], -1)
