"""Right answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal


def grad_of_the_sum(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One call of autograd.grad on the sum of f over all draws."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    slope = torch.autograd.grad(f(x).sum(), x)[0]
    return torch.stack((slope, slope * noise), dim=-1)


def copies_of_the_parameters(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One copy of loc and scale for each draw; autograd goes through the reparametrization itself."""
    locs = loc.detach().expand(num_samples).clone().requires_grad_(True)
    scales = scale.detach().expand(num_samples).clone().requires_grad_(True)
    x = Normal(locs, scales).rsample()
    fx = f(x)
    return torch.stack(torch.autograd.grad(fx, (locs, scales), grad_outputs=torch.ones_like(fx)), 1)


def row_by_row(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A loop over the draws, with a scalar differentiated in each turn."""
    rows = []
    for _ in range(num_samples):
        eps = torch.randn((), dtype=loc.dtype, device=loc.device)
        mu = loc.detach().clone().requires_grad_()
        sigma = scale.detach().clone().requires_grad_()
        rows.append(torch.stack(torch.autograd.grad(f(mu + sigma * eps), (mu, sigma))))
    return torch.stack(rows)


def vector_jacobian_product(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """torch.func.vjp with a vector of ones, and an outer factor (1, noise)."""
    eps = torch.randn(num_samples, 1, dtype=loc.dtype, device=loc.device)
    y, pull = torch.func.vjp(f, loc.detach() + scale.detach() * eps)
    (slope,) = pull(torch.ones_like(y))
    return slope * torch.cat([torch.ones_like(eps), eps], dim=1)


def backward_into_x_grad(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """backward() into x.grad, and the noise found again from the draws."""
    x = torch.normal(loc.detach().expand(num_samples), scale.detach().expand(num_samples))
    x.requires_grad_()
    y = f(x)
    y.backward(gradient=torch.ones_like(y), inputs=[x])
    out = x.new_empty(num_samples, 2)
    out[:, 0] = x.grad
    out[:, 1] = x.grad * (x.detach() - loc.detach()) / scale.detach()
    return out
