"""Answers to pathwise_gradient, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def mean_differentiated(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The mean of f is differentiated in place of the sum: all rows are too small by num_samples."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).mean(), x)
    return torch.stack([slope, slope * noise], -1)


def displacement_for_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second column uses x - loc, which is scale times noise: the derivative in log scale."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * (x - loc)], -1).detach()


def draw_for_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second column is multiplied with x in place of the noise: right only for loc 0 and scale 1."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * x.detach()], -1)


def fresh_noise_beside_the_slope(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The noise in the second column is drawn anew, so its mean is 0 whatever f is."""
    x = (
        (loc + scale * torch.randn(num_samples, dtype=loc.dtype, device=loc.device))
        .detach()
        .requires_grad_()
    )
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * torch.randn_like(slope)], -1)


def secant_of_width_one(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A difference quotient of width 1 is not the derivative, except for parabolas."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach()
    slope = f(x + 0.5) - f(x - 0.5)
    return torch.stack([slope, slope * noise], -1)


def average_in_every_row(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The gradient of the average is repeated in all rows: not one estimate for each draw."""
    a, b = loc.detach().clone().requires_grad_(), scale.detach().clone().requires_grad_()
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    both = torch.autograd.grad(f(a + b * noise).mean(), (a, b))
    return torch.stack(both).expand(num_samples, 2)


def value_for_slope(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """f itself stands where its derivative belongs."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    value = f(loc + scale * noise).detach()
    return torch.stack([value, value * noise], -1)


def slope_at_the_mean(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The derivative is taken at loc, not at the draws: right only for straight lines."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    at = loc.detach().expand(num_samples).clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(at).sum(), at)
    return torch.stack([slope, slope * noise], -1)
