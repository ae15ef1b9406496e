"""Right answers to integrate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def ratio_of_value_and_density(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Value over density, with mean and error written out."""
    x = p.sample((n,))
    density = torch.exp(p.log_prob(x))
    ratio = f(x) / density
    return ratio.mean(), ratio.std() / math.sqrt(n)


def times_exp_of_minus_log(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Multiplies with exp(-log p)."""
    points = p.sample(torch.Size([n]))
    return mc_estimate(f(points) * torch.exp(-p.log_prob(points)))


def draws_collected_in_a_list(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws one point after the other, and stacks them before f is called."""
    x = torch.stack([p.sample() for _ in range(n)])
    values = f(x).div(p.log_prob(x).exp())
    mean = values.sum() / n
    variance = ((values - mean) ** 2).sum() / (n - 1)
    return mean, (variance / n).sqrt()


def negative_values_apart(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The logarithm of |f| minus log p, then exp, times the sign of f."""
    x = p.sample((n,))
    y = f(x)
    terms = y.sign() * torch.exp(y.abs().log() - p.log_prob(x))
    return mc_estimate(terms)
