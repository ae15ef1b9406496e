"""Averages with their error bars, of draws from any torch distribution (chapter ``monte_carlo``).

Each returns the estimate and its standard error; Owen (2013) has the theory. An error bar knows
what was drawn, and nothing of places that are never visited, nor of an infinite variance.
"""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution

Function = Callable[[Tensor], Tensor]


def mc_estimate(values: Tensor) -> tuple[Tensor, Tensor]:
    """Mean over the first axis of ``values`` (n, ...), and its standard error, each (...).

    The draws are independent, and n is at least 2 (eq-monte_carlo-standard-error).
    """
    variance, mean = torch.var_mean(values, dim=0)
    return mean, torch.sqrt(variance / values.shape[0])


def integrate(f: Function, p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The integral of ``f`` over the line from ``n`` draws of ``p`` (eq-monte_carlo-integral).

    Args:
        f: takes points, shape (n,), and gives the value of f at each, the same shape.
        p: a distribution on the line, positive wherever f is not 0.
        n: number of draws.

    Returns:
        The mean of f / p and its standard error; both of shape ().
    """
    points = p.sample(torch.Size([n]))
    return mc_estimate(f(points) * torch.exp(-p.log_prob(points)))


def importance_sampling(
    f: Function, p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The mean of ``f`` under ``p`` from ``n`` draws of ``q`` (eq-monte_carlo-importance).

    Args:
        f: takes points, shape (n,), and gives the value of f at each, the same shape.
        p: the target, a distribution on the line.
        q: the proposal, positive wherever f p is not 0.
        n: number of draws.

    Returns:
        The mean of f p / q and its standard error; both of shape ().
    """
    points = q.sample(torch.Size([n]))
    log_w = p.log_prob(points) - q.log_prob(points)
    return mc_estimate(f(points) * torch.exp(log_w))
