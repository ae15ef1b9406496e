"""Right answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def batches_of_n(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Batches of n proposals until there are enough; the share counts all that were accepted."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        keep = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += n
    return torch.cat(kept)[:n], accepted / proposed


def large_fixed_batches(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Batches of 4096 proposals, and an exponential variable in place of -log u."""
    draws = None
    proposed = 0
    while draws is None or draws.numel() < n:
        x = q.sample((4096,))
        gap = log_c + q.log_prob(x) - log_p(x)
        new = x[torch.empty_like(x).exponential_() >= gap]
        draws = new if draws is None else torch.cat((draws, new))
        proposed += 4096
    return draws[:n], draws.numel() / proposed


def batch_fits_what_is_missing(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Guesses the next batch from the rate so far."""
    kept = q.sample((0,))
    proposed = 0
    while len(kept) < n:
        rate = max(len(kept), 1) / max(proposed, 1)
        m = int(min(max((n - len(kept)) / rate, 64), 200_000)) + 1
        x = q.sample((m,))
        accept = torch.log(torch.rand_like(x)) < log_p(x) - q.log_prob(x) - log_c
        kept = torch.cat([kept, x[accept]])
        proposed += m
    return kept[:n], float(len(kept) / proposed)


def stops_at_the_last_one_needed(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """As if one proposal came after the other: counts proposals up to the n-th that was accepted."""
    kept, have, proposed = [], 0, 0
    while True:
        x = q.sample((1000,))
        ratio = torch.exp(log_p(x) - (log_c + q.log_prob(x)))
        where = (torch.rand_like(x) <= ratio).nonzero().flatten()
        if have + len(where) >= n:
            where = where[: n - have]
            kept.append(x[where])
            proposed += int(where[-1]) + 1
            return torch.cat(kept), n / proposed
        kept.append(x[where])
        have += len(where)
        proposed += 1000


def slots_filled_one_by_one(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Each of n slots proposes again until its proposal is accepted."""
    draws = q.sample((n,))
    todo = torch.arange(n, device=draws.device)
    proposed = 0
    while len(todo) > 0:
        x = q.sample((len(todo),))
        proposed += len(todo)
        keep = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        draws[todo[keep]] = x[keep]
        todo = todo[~keep]
    return draws, n / proposed
