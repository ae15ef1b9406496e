"""Wrong answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def one_uniform_for_a_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Compares a whole batch with the same u, so that its draws depend on each other."""
    kept, count, proposed = [], 0, 0
    while count < n:
        x = q.sample((n,))
        u = torch.rand((), dtype=x.dtype, device=x.device)
        kept.append(x[u.log() <= log_p(x) - log_c - q.log_prob(x)])
        count, proposed = count + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], count / proposed


def missing_draws_repeated(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Proposes 4 n + 64 once and fills up with copies: not independent if too few are kept."""
    x = q.sample((4 * n + 64,))
    kept = x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)]
    share = len(kept) / len(x)
    if len(kept) < n:
        copies = torch.randint(len(kept), (n - len(kept),), device=x.device)
        kept = torch.cat([kept, kept[copies]])
    return kept[:n], share


def share_of_the_last_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Gives the share that was kept of the last batch, not of all proposals."""
    kept = q.sample((0,))
    share = 0.0
    while len(kept) < n:
        x = q.sample((n,))
        new = x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)]
        share = len(new) / len(x)
        kept = torch.cat([kept, new])
    return kept[:n], share
