"""Wrong answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def density_of_the_proposal_missing(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Accepts by log_p - log_c: log q is missing from the envelope."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        kept.append(x[torch.rand_like(x).log() <= log_p(x) - log_c])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


def one_uniform_for_a_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """One u for all proposals of a batch: they are accepted together, so not independent."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        kept.append(x[torch.rand(1).to(x).log() <= log_p(x) - log_c - q.log_prob(x)])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


def densities_overflow(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Compares densities, not logarithms: with a large constant both sides are infinite."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        envelope = torch.exp(log_c + q.log_prob(x))
        kept.append(x[torch.rand_like(x) * envelope <= log_p(x).exp()])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


def share_of_what_is_returned(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """n over all proposals: the accepted ones that were cut off at the end are not counted."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        kept.append(x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], n / proposed


def fills_up_with_copies(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """One batch only: its accepted draws are repeated until there are n, so not independent."""
    x = q.sample((n + 20,))
    good = x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)]
    return good.repeat(n // max(len(good), 1) + 1)[:n], len(good) / len(x)


def share_of_the_last_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The share is that of the last batch alone, not of all proposals."""
    kept, accepted = [], 0
    while accepted < n:
        x = q.sample((n,))
        kept.append(x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)])
        accepted += len(kept[-1])
    return torch.cat(kept)[:n], len(kept[-1]) / n
