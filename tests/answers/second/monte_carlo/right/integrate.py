"""Answers to integrate, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def divides_by_the_density(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """f over exp(log p)."""
    x = p.sample((n,))
    return mc_estimate(f(x) / p.log_prob(x).exp())


def sums_by_hand(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Multiplies with exp(-log p), and writes the mean and the error out."""
    with torch.no_grad():
        x = p.sample(torch.Size([n]))
        ratio = f(x) * torch.exp(-p.log_prob(x))
        mean = ratio.sum() / n
        return mean, ratio.std() / n**0.5


def sign_and_logarithm(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The sign of f times the exponential of log |f| - log p."""
    x = p.sample((n,))
    y = f(x)
    return mc_estimate(torch.sign(y) * torch.exp(torch.log(torch.abs(y)) - p.log_prob(x)))


def one_draw_at_a_time(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Draws one by one, calls f once, and averages in float64 before it goes back to the dtype."""
    x = torch.stack([p.sample() for _ in range(n)])
    ratio = f(x).double() / p.log_prob(x).double().exp()
    mean, error = mc_estimate(ratio)
    return mean.to(x.dtype), error.to(x.dtype)
