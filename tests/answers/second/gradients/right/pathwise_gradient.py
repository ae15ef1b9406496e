"""Answers to pathwise_gradient, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def copies_of_the_parameters(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Differentiates in a copy of loc and scale for each draw."""
    a = loc.detach().expand(num_samples).clone().requires_grad_()
    b = scale.detach().expand(num_samples).clone().requires_grad_()
    y = f(Normal(a, b).rsample())
    return torch.stack(torch.autograd.grad(y, (a, b), torch.ones_like(y)), -1)


def leaf_and_backward(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """backward on a leaf of draws, then a product with (1, noise)."""
    noise = torch.randn(num_samples, 1, dtype=loc.dtype, device=loc.device)
    x = torch.addcmul(loc.detach(), scale.detach(), noise).requires_grad_()
    f(x).sum().backward()
    return x.grad * torch.cat((torch.ones_like(noise), noise), 1)


def row_by_row(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A loop, one scalar derivative in both parameters at a time."""
    rows = []
    for _ in range(num_samples):
        a, b = loc.detach().clone().requires_grad_(), scale.detach().clone().requires_grad_()
        noise = torch.randn((), dtype=loc.dtype, device=loc.device)
        rows.append(torch.stack(torch.autograd.grad(f(a + b * noise), (a, b))))
    return torch.stack(rows)


def vector_jacobian_product(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """torch.func.vjp of f with ones, and the noise recovered from the draws."""
    x = loc.detach() + scale.detach() * torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    y, pull = torch.func.vjp(f, x)
    (slope,) = pull(torch.ones_like(y))
    return slope[:, None] * torch.stack(
        (x.new_ones(num_samples), (x - loc.detach()) / scale.detach()), 1
    )
