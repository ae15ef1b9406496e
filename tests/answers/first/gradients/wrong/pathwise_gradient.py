"""Wrong answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def grad_of_the_mean(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The mean of f is differentiated, so each row is divided by the number of samples."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).mean(), x)
    return torch.stack([slope, slope * noise], -1)


def scale_column_times_x(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The derivative of x in the scale is the noise, not x itself."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * x.detach()], -1)


def scale_column_times_deviation(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The scale column has x - loc in the place of the noise, a factor scale too much."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * (x.detach() - loc)], -1)


def both_columns_the_slope(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The derivative of x in the scale is taken to be 1: the noise is forgotten."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope], -1)


def slope_times_scores(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The slope of f is multiplied with the scores; that mixes the two estimators."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope * noise / scale, slope * (noise**2 - 1) / scale], -1)


def chain_rule_twice(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The slope is multiplied with the scale as well: that is the derivative in the noise."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device, requires_grad=True)
    (slope,) = torch.autograd.grad(f(loc + scale * noise).sum(), noise)
    noise = noise.detach()
    return torch.stack([slope, slope * noise], -1)


def other_noise_in_second_column(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The scale column multiplies with fresh noise, not with the noise of its own draw."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * torch.randn_like(noise)], -1)


def average_in_every_row(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Every row holds the average over all draws, not the estimate of one draw."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    m = loc.detach().clone().requires_grad_()
    s = scale.detach().clone().requires_grad_()
    both = torch.stack(torch.autograd.grad(f(m + s * noise).mean(), [m, s]))
    return both.expand(num_samples, 2).clone()


def wide_finite_difference(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The slope is a one-sided difference with a step of 0.1: biased wherever f is curved."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = loc + scale * noise
    slope = (f(x + 0.1) - f(x)) / 0.1
    return torch.stack([slope, slope * noise], -1)


def standardized_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The noise is standardized over the batch: the draws are not independent, and one draw alone gives nan."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    noise = (noise - noise.mean()) / noise.std()
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise], -1)
