"""Wrong answers to integrate."""
import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def not_divided(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """f is not divided by the density: this is the mean of f under p."""
    return mc_estimate(f(p.sample((n,))))


def multiplied_by_density(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Multiplies by the density in place of dividing."""
    x = p.sample((n,))
    return mc_estimate(f(x) * p.log_prob(x).exp())


def divided_by_logarithm(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Divides by the logarithm of the density; exp is missing."""
    x = p.sample((n,))
    return mc_estimate(f(x) / p.log_prob(x))


def other_points_for_density(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """f and p are evaluated at different draws."""
    return mc_estimate(f(p.sample((n,))) / p.log_prob(p.sample((n,))).exp())


def ratio_of_means(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Divides the mean of f by the mean of p; the mean of the ratio is asked for."""
    x = p.sample((n,))
    mean, error = mc_estimate(f(x))
    density = p.log_prob(x).exp().mean()
    return mean / density, error / density


def spread_of_one_draw(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The error is the standard deviation of one draw, not divided by sqrt(n)."""
    x = p.sample((n,))
    ratio = f(x) / p.log_prob(x).exp()
    return ratio.mean(), ratio.std()


def error_of_f(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The error is that of f alone, not of f / p."""
    x = p.sample((n,))
    y = f(x)
    return (y / p.log_prob(x).exp()).mean(), y.std() / math.sqrt(n)


def density_bounded_below(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Densities below 0.05 are raised to 0.05: the tails count too little."""
    x = p.sample((n,))
    return mc_estimate(f(x) / p.log_prob(x).exp().clamp_min(0.05))


def size_of_f(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Takes the logarithm of |f| and loses the sign of f."""
    x = p.sample((n,))
    return mc_estimate((f(x).abs().log() - p.log_prob(x)).exp())


def even_grid(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """A grid from the smallest draw to the largest: its points are no draws from p, and the error is not that of f / p."""
    x = p.sample((n,))
    low, high = x.min(), x.max()
    grid = low + (high - low) * torch.linspace(0, 1, n, dtype=x.dtype, device=x.device)
    return mc_estimate(f(grid) * (high - low))
