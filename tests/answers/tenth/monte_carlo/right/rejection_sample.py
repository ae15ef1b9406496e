"""Right answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def batches_of_n(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Proposes n at a time until there are enough, and counts all that were accepted."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        ok = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[ok])
        accepted, proposed = accepted + int(ok.sum()), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


def exponential_instead_of_uniform(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Compares exponential numbers, -log u, in batches of a fixed size."""
    draws, proposed, size = q.sample((0,)), 0, 1000
    while True:
        x = q.sample((size,))
        cost = log_c + q.log_prob(x) - log_p(x)
        draws = torch.cat([draws, x[torch.empty_like(cost).exponential_() >= cost]])
        proposed += size
        if len(draws) >= n:
            return draws[:n], len(draws) / proposed
