"""Wrong answers to integrate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def logarithm_of_the_height(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """exp(log f - log p): nan wherever f is negative."""
    x = p.sample((n,))
    return mc_estimate((f(x).log() - p.log_prob(x)).exp())


def height_made_positive(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """exp(log|f| - log p): the sign of f is lost."""
    x = p.sample((n,))
    return mc_estimate((f(x).abs().log() - p.log_prob(x)).exp())


def small_number_under_the_fraction(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Adds 1e-2 to the density, so that no fraction is large: the tails count too little."""
    x = p.sample((n,))
    return mc_estimate(f(x) / (p.log_prob(x).exp() + 1e-2))


def draws_with_f_zero_left_out(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Averages only over the draws where f is not 0: the others belong to the average."""
    x = p.sample((n,))
    values = f(x) / p.log_prob(x).exp()
    used = values[values != 0]
    return mc_estimate(used if len(used) > 1 else values)


def density_at_other_draws(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The densities are those of a second sample: they do not belong to the heights."""
    height = f(p.sample((n,)))
    return mc_estimate(height / p.log_prob(p.sample((n,))).exp())


def needs_reparameterized_draws(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Uses rsample, which many distributions (a mixture, for one) do not have."""
    x = p.rsample((n,))
    return mc_estimate(f(x) / p.log_prob(x).exp())


def weights_that_sum_to_one(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Divides by the sum of 1 / p: the average of f over the visited range, not its integral."""
    x = p.sample((n,))
    weights = torch.softmax(-p.log_prob(x), 0)
    return (weights * f(x)).sum(), mc_estimate(f(x) / p.log_prob(x).exp())[1]


def outliers_cut_off(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Limits the fractions to their 99th percentile: too low where rare draws count much."""
    x = p.sample((n,))
    values = f(x) / p.log_prob(x).exp()
    return mc_estimate(values.clamp(max=values.quantile(0.99)))


def one_draw_repeated(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Expands a single draw to n: there are no n independent draws, and the bar is 0."""
    x = p.sample((1,)).expand(n)
    return mc_estimate(f(x) / p.log_prob(x).exp())


def error_of_the_heights(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The bar is that of f alone, not of f / p."""
    x = p.sample((n,))
    height = f(x)
    return (height / p.log_prob(x).exp()).mean(), height.std() / math.sqrt(n)
