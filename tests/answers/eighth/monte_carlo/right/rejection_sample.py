"""Right answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def places_filled_one_by_one(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Gives each of n places its own trials, and proposes anew only for those still empty."""
    draws = q.sample((n,))
    empty = torch.arange(n, device=draws.device)
    proposed, x = 0, draws
    while True:
        proposed += len(x)
        ratio = log_p(x) - log_c - q.log_prob(x)
        kept = torch.log1p(-torch.rand_like(x)) <= ratio
        draws[empty[kept]] = x[kept]
        empty = empty[~kept]
        if len(empty) == 0:
            return draws, n / proposed
        x = q.sample((len(empty),))


def waiting_times_below_the_gap(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Compares the gap to the envelope with an exponential, and counts whole batches."""
    kept, count, proposed = [], 0, 0
    while count < n:
        x = q.sample((2 * n + 16,))
        gap = log_c - log_p(x) + q.log_prob(x)
        kept.append(x[torch.empty_like(x).exponential_() > gap])
        count, proposed = count + len(kept[-1]), proposed + len(x)
    return torch.cat(kept)[:n], count / proposed
