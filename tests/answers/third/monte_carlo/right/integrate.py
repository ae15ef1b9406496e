"""Right answers to integrate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def inverse_density_as_a_weight(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Multiplies by exp(-log p)."""
    x = p.sample(torch.Size([n]))
    return mc_estimate(torch.exp(-p.log_prob(x)) * f(x))


def one_draw_at_a_time(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws n times a single number and stacks them."""
    x = torch.stack([p.sample() for _ in range(n)])
    values = f(x).div(p.log_prob(x).exp())
    return values.mean(), values.std() / math.sqrt(n)


def sign_and_logarithm(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The logarithm of |f| / p, exponentiated, with the sign of f."""
    x = p.sample((n,))
    height = f(x)
    return mc_estimate(height.sign() * (height.abs().log() - p.log_prob(x)).exp())


def two_portions(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Two independent portions of draws, their values put together."""
    values = []
    for size in (n // 2, n - n // 2):
        if size > 0:
            x = p.sample((size,))
            values.append(f(x) / p.log_prob(x).exp())
    return mc_estimate(torch.cat(values))


def sums_in_double(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Sums and squares in float64, the result in the dtype of the draws."""
    with torch.no_grad():
        x = p.sample((n,))
        values = f(x).double() / p.log_prob(x).double().exp()
        mean = values.sum() / n
        error = ((values - mean) @ (values - mean) / (n * (n - 1))).sqrt()
    return mean.to(x.dtype), error.to(x.dtype)
