"""Right answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal


def copies_of_the_parameters(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A copy of loc and of scale for each draw; autograd goes through the whole path."""
    mu = loc.detach().expand(num_samples).clone().requires_grad_()
    sigma = scale.detach().expand(num_samples).clone().requires_grad_()
    x = mu + sigma * torch.randn_like(mu)
    return torch.stack(torch.autograd.grad(f(x).sum(), (mu, sigma)), dim=-1)


def backward_with_ones(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """backward with a vector of ones, and x.grad."""
    eps = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * eps).detach()
    x.requires_grad = True
    f(x).backward(torch.ones_like(x))
    return torch.cat([x.grad[:, None], (x.grad * eps)[:, None]], dim=1)


def vmap_of_grad(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """torch.func: the slope of f at one point, mapped over all points."""
    noise = loc.new_empty(num_samples).normal_()
    x = (loc + scale * noise).detach()
    slopes = torch.func.vmap(torch.func.grad(f))(x)
    return slopes[:, None] * torch.stack([torch.ones_like(noise), noise], dim=1)


def rsample_of_the_library(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Normal.rsample draws; the noise is found from the draw again."""
    x = Normal(loc, scale).rsample((num_samples,)).detach().requires_grad_()
    slope = torch.autograd.grad(f(x).sum(), x)[0]
    noise = (x.detach() - loc) / scale
    return torch.stack((slope, slope * noise), 1)
