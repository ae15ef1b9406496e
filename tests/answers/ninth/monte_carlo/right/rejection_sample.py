"""Right answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def counts_over_batches_of_n(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Collects what is kept of batches of n proposals; the share is over all of these batches."""
    kept, proposed, accepted = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        keep = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[keep])
        proposed += n
        accepted += int(keep.sum())
    return torch.cat(kept)[:n], accepted / proposed


def exponential_races_in_small_batches(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Keeps x where an exponential variable, which is -log u, is above the gap to the envelope."""

    def batches(size: int):
        while True:
            x = q.sample((size,))
            gap = log_c + q.log_prob(x) - log_p(x)
            yield x, torch.empty_like(x).exponential_() >= gap

    draws, decisions = None, []
    for x, keep in batches(256):
        draws = x[keep] if draws is None else torch.cat([draws, x[keep]])
        decisions.append(keep)
        if len(draws) >= n:
            break
    return draws[:n].clone(), float(torch.cat(decisions).double().mean())
