"""Right answers to integrate."""
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def divide_by_density(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Mean of f / p by mc_estimate."""
    x = p.sample((n,))
    return mc_estimate(f(x) / p.log_prob(x).exp())


def times_inverse_density(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Multiplies by exp(-log p), mean and error written out."""
    points = p.sample(torch.Size([n]))
    ratio = f(points) * torch.exp(-p.log_prob(points))
    return ratio.mean(), ratio.std() / n**0.5


def one_draw_after_the_other(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Draws in a loop, then f for all points at once."""
    x = torch.stack([p.sample() for _ in range(n)])
    return mc_estimate(f(x).div(p.log_prob(x).exp()))


def sign_and_logarithm(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The size of the ratio in logarithms, the sign separately."""
    x = p.sample((n,))
    values = f(x)
    ratio = values.sign() * (values.abs().log() - p.log_prob(x)).exp()
    return mc_estimate(ratio)


def averaged_in_double(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Ratio and averages in double precision, results in the dtype of the draws."""
    x = p.sample((n,))
    ratio = f(x).double() / p.log_prob(x).double().exp()
    variance, mean = torch.var_mean(ratio)
    return mean.to(x.dtype), torch.sqrt(variance / n).to(x.dtype)
