"""Right answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def slope_times_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Differentiates the sum of f at all draws, and multiplies with 1 and the noise."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    with torch.enable_grad():
        x = (loc + scale * noise).detach().requires_grad_()
        (slope,) = torch.autograd.grad(f(x).sum(), x)
    return slope.unsqueeze(-1) * torch.stack([torch.ones_like(noise), noise], -1)


def parameters_copied_for_each_draw(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Gives each draw a row with its own loc and scale, and differentiates in the rows."""
    noise = torch.normal(0.0, 1.0, (num_samples,), dtype=loc.dtype, device=loc.device)
    with torch.enable_grad():
        rows = torch.stack([loc.detach(), scale.detach()]).repeat(num_samples, 1)
        rows.requires_grad_()
        costs = f(rows[:, 0] + rows[:, 1] * noise)
        (slopes,) = torch.autograd.grad(costs, rows, grad_outputs=torch.ones_like(costs))
    return slopes
