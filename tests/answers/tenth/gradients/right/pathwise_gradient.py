"""Right answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def slope_times_one_and_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The slope of all draws at once, then times 1 and times the noise."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    with torch.enable_grad():
        x = (loc + scale * noise).detach().requires_grad_()
        values = f(x)
        (slope,) = torch.autograd.grad(values, x, torch.ones_like(values))
    return slope.unsqueeze(1) * torch.stack([torch.ones_like(noise), noise], 1)


def backward_for_each_draw(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A loop over draws; autograd goes all the way to fresh copies of loc and scale."""
    rows = torch.empty(num_samples, 2, dtype=loc.dtype, device=loc.device)
    for i in range(num_samples):
        with torch.enable_grad():
            parameters = torch.stack([loc.detach(), scale.detach()]).requires_grad_()
            noise = torch.randn((), dtype=loc.dtype, device=loc.device)
            value = f((parameters[0] + parameters[1] * noise).reshape(1)).sum()
            rows[i] = torch.autograd.grad(value, parameters)[0]
    return rows
