"""Right answers to importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def weights_then_average(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights from the difference of logarithms, and mc_estimate of weight times value."""
    x = q.sample((n,))
    log_w = p.log_prob(x) - q.log_prob(x)
    return mc_estimate(torch.exp(log_w) * f(x))


def as_an_integral(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The mean of f is the integral of f times p: integrate does it with draws from q."""

    def f_times_p(x: Tensor) -> Tensor:
        return f(x) * p.log_prob(x).exp()

    return integrate(f_times_p, q, n)


def ratio_of_densities(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Both densities, their ratio, and torch.std_mean."""
    draws = q.sample((n,))
    target, proposal = p.log_prob(draws).exp(), q.log_prob(draws).exp()
    std, mean = torch.std_mean(f(draws) * target / proposal)
    return mean, std / n**0.5


def sums_written_out(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Sums over the draws for the mean and for the squared deviations."""
    with torch.no_grad():
        x = torch.stack([q.sample() for _ in range(n)])
        terms = f(x) * (p.log_prob(x) - q.log_prob(x)).exp()
    estimate = terms.sum() / n
    squares = (terms - estimate).square().sum()
    return estimate, torch.sqrt(squares / (n * (n - 1)))
