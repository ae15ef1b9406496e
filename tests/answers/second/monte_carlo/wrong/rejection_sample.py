"""Answers to rejection_sample, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def one_uniform_for_a_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """One u decides over a whole batch: the draws of a batch are not independent."""
    kept, count, proposed = [], 0, 0
    while count < n:
        x = q.sample((50,))
        good = x[torch.rand((), dtype=x.dtype).log() <= log_p(x) - log_c - q.log_prob(x)]
        kept.append(good)
        count, proposed = count + len(good), proposed + len(x)
    return torch.cat(kept)[:n], count / proposed


def repeats_the_last_one(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """A rejected proposal repeats the draw before it, as in Metropolis: draws are equal and not independent."""
    x = q.sample((n,))
    good = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
    if not good.any():
        return x, 0.0
    index = torch.where(good, torch.arange(n), 0).cummax(0).values
    first = int(good.nonzero()[0])
    index[:first] = first
    return x[index], float(good.float().mean())


def fills_up_with_copies(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """One batch only; what is missing to n is filled with copies of the kept draws."""
    x = q.sample((n + 100,))
    good = x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)]
    if len(good) == 0:
        good = x
    rate = len(good) / len(x)
    if len(good) < n:
        good = torch.cat([good, good[torch.randint(len(good), (n - len(good),))]])
    return good[:n], rate


def rate_of_the_wanted(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The share is n over all proposals, though more than n of them were accepted and thrown away."""
    kept, count, proposed = [], 0, 0
    while count < n:
        x = q.sample((10 * n + 1000,))
        good = x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)]
        kept.append(good)
        count, proposed = count + len(good), proposed + len(x)
    return torch.cat(kept)[:n], n / proposed


def envelope_from_the_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The envelope is the largest ratio in each batch, not log_c: the rate is not that of the given envelope."""
    kept, count, proposed = [], 0, 0
    while count < n:
        x = q.sample((64,))
        log_ratio = log_p(x) - q.log_prob(x)
        good = x[torch.rand_like(x).log() <= log_ratio - log_ratio.max()]
        kept.append(good)
        count, proposed = count + len(good), proposed + len(x)
    return torch.cat(kept)[:n], count / proposed


def density_of_the_proposal_forgotten(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """log q is missing in the comparison: the draws come from the product of p and q."""
    kept, count, proposed = [], 0, 0
    while count < n:
        x = q.sample((n + 1000,))
        good = x[torch.rand_like(x).log() <= log_p(x) - log_c]
        kept.append(good)
        count, proposed = count + len(good), proposed + len(x)
    return torch.cat(kept)[:n], count / proposed


def smallest_draws_first(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The kept draws are sorted before the cut to n: the largest are lost, and the rest is in order."""
    kept, count, proposed = [], 0, 0
    while count < n:
        x = q.sample((n + 1000,))
        good = x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)]
        kept.append(good)
        count, proposed = count + len(good), proposed + len(x)
    return torch.cat(kept).sort().values[:n], count / proposed


def resamples_by_weight(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Draws proposals again in proportion to p / q: only approximately from p, and with repeated draws."""
    x = q.sample((2 * n + 2,))
    log_ratio = log_p(x) - q.log_prob(x)
    index = torch.multinomial(torch.softmax(log_ratio, 0), n, replacement=True)
    return x[index], float((log_ratio - log_c).exp().mean())
