"""Answers to rejection_sample, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def batches_until_enough(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Batches of n proposals; the share counts what was kept before the cut to n."""
    kept, count, proposed = [], 0, 0
    while count < n:
        x = q.sample((max(n, 100),))
        good = x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)]
        kept.append(good)
        count += good.numel()
        proposed += x.numel()
    return torch.cat(kept)[:n], count / proposed


def stops_at_the_last_needed(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Looks at the proposals one after the other in each batch, and stops counting at the n-th kept one."""
    draws, proposed = [], 0
    while len(draws) < n:
        x = q.sample((1000,))
        accept = torch.rand_like(x) <= torch.exp(log_p(x) - log_c - q.log_prob(x))
        for value, good in zip(x.unbind(), accept.tolist()):
            proposed += 1
            if good:
                draws.append(value)
            if len(draws) == n:
                break
    return torch.stack(draws), n / proposed


def exponential_waiting_time(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """-log u is an exponential variable, which is compared with the gap below the envelope."""
    pool = q.sample((0,))
    proposed = accepted = 0
    while accepted < n:
        x = q.sample((2 * n + 10,))
        gap = q.log_prob(x) + log_c - log_p(x)
        good = torch.empty_like(x).exponential_() >= gap
        pool = torch.cat((pool, x[good]))
        proposed, accepted = proposed + len(x), accepted + int(good.sum())
    return pool[:n], accepted / proposed


def refills_the_places(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Proposes again for the places that are still empty until none is left."""
    result = q.sample((n,))
    empty = torch.ones(n, dtype=torch.bool, device=result.device)
    proposed = 0
    while empty.any():
        places = empty.nonzero().flatten()
        x = q.sample((len(places),))
        proposed += len(places)
        good = torch.log(torch.rand_like(x)) <= log_p(x) - q.log_prob(x) - log_c
        result[places[good]] = x[good]
        empty[places[good]] = False
    return result, n / proposed
