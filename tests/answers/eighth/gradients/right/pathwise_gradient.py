"""Right answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def one_graph_for_each_draw(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Builds the draw from fresh copies of loc and scale, and lets autograd follow it to them."""
    rows = []
    for noise in torch.randn(num_samples, dtype=loc.dtype, device=loc.device):
        with torch.enable_grad():
            ends = [t.detach().clone().requires_grad_() for t in (loc, scale)]
            value = f(ends[0] + ends[1] * noise)
            rows.append(torch.stack(torch.autograd.grad(value, ends)))
    return torch.stack(rows)


def product_with_the_jacobian(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Takes all slopes by torch.func.vjp with a vector of ones, beside the slopes of the draws."""
    slopes_of_x = torch.ones(num_samples, 2, dtype=loc.dtype, device=loc.device)
    slopes_of_x[:, 1].normal_()
    x = torch.addcmul(loc.detach(), scale.detach(), slopes_of_x[:, 1])
    values, backwards = torch.func.vjp(f, x)
    (slopes,) = backwards(torch.ones_like(values))
    return slopes[:, None] * slopes_of_x
