"""What a learner may borrow in the lab of chapter ``monte_carlo``."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential

from labsupport.checks.derivation import Lines
from labsupport.objectives import effective_sample_size

__all__ = [  # noqa: RUF022 (the lab's order)
    "pairs_needed",
    "better_dart",
    "narrowest_width",
    "choose_proposal",
    "self_normalized_importance_sampling",
    "effective_sample_size",
    "rejection_sample",
    "importance_variance",
    "sample_variance",
]

Function = Callable[[Tensor], Tensor]


def pairs_needed(pilot: Tensor, half_width: Tensor) -> Tensor:
    """The averages of the pairs are independent draws: two of their standard errors, squared."""
    averages = pilot.sum(1) / 2
    return torch.var(averages, 0) * (2 / half_width) ** 2


def better_dart(u: Tensor) -> Tensor:
    """Both coordinates in turn give the height of the quarter circle; their average is kept."""
    return 4 * torch.sqrt(1 - u**2).mean(1)


def narrowest_width(width: Tensor, power: Tensor) -> Tensor:
    """f^2 / p is exp of |x|^power (b^-power - 2 width^-power); its bound makes the bracket 0."""
    return (width**power / 2) ** power.reciprocal()


def choose_proposal(threshold: float) -> Distribution:
    """Above the threshold the density falls about as exp(-threshold y), and so does this one."""
    return Exponential(torch.tensor(float(threshold)))


def self_normalized_importance_sampling(
    f: Function, log_p: Function, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The mean of ``f`` under a density known up to a factor, with weights that sum to one."""
    points = q.sample(torch.Size([n]))
    log_w = log_p(points) - q.log_prob(points)
    share = torch.exp(log_w - torch.logsumexp(log_w, 0))
    at = f(points)
    return share @ at, torch.linalg.vector_norm(share * (at - share @ at))


def rejection_sample(
    log_p: Function, q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """``n`` exact draws from exp(log_p) / constant below the envelope c q, and the share kept."""
    draws, tried = torch.empty(0), 0
    while len(draws) < n:
        proposals = q.sample(torch.Size([2 * n]))
        log_chance = log_p(proposals) - q.log_prob(proposals) - log_c
        accepted = proposals[torch.rand_like(proposals) < log_chance.exp()]
        draws, tried = torch.cat([draws.to(accepted), accepted]), tried + len(proposals)
    return draws[:n], len(draws) / tried


importance_variance = Lines(
    [
        r"\mathrm{Var}_{q(x)}[w(x) f(x)]",
        r"= \mathbb{E}_{q(x)}[(w(x) f(x) - F)^2]",
        r"= \mathbb{E}_{q(x)}[w(x)^2 f(x)^2] - F^2",
        r"= \int p(x) w(x) f(x)^2 \, dx - F^2",
        r"= \mathbb{E}_{p(x)}[w(x) f(x)^2] - F^2",
    ]
)


sample_variance = Lines(
    [
        r"\mathbb{E}\left[\frac{1}{N - 1} \sum_{n=1}^{N} (x_n - \bar x)^2\right]",
        r"= \frac{1}{N - 1} \mathbb{E}\left[\sum_{n=1}^{N} x_n^2 - N \bar x^2\right]",
        r"= \frac{1}{N - 1} (N (\sigma^2 + \mu^2) - N (\frac{\sigma^2}{N} + \mu^2))",
        r"= \frac{1}{N - 1} (N \sigma^2 - \sigma^2)",
        r"= \sigma^2",
    ]
)
