"""Wrong answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def share_of_what_is_returned(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Divides n by the proposals, though more were accepted and cut off: the share is too low."""
    kept, proposed = torch.empty(0), 0
    while len(kept) < n:
        x = q.sample((2 * n,))
        keep = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept = torch.cat([kept.to(x), x[keep]])
        proposed += len(x)
    return kept[:n], n / proposed


def one_uniform_number_for_a_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Compares a whole batch with a single uniform number: the draws depend on each other."""
    kept, proposed, accepted = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        u = torch.rand((), dtype=x.dtype, device=x.device)
        keep = u.log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[keep])
        proposed, accepted = proposed + n, accepted + int(keep.sum())
    return torch.cat(kept)[:n], accepted / proposed


def fills_up_with_copies(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Proposes n times and fills the rest with copies of what was kept: not independent draws."""
    kept = torch.empty(0)
    proposed = 0
    while len(kept) == 0:
        x = q.sample((n,))
        keep = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept, proposed = x[keep], proposed + n
    share = len(kept) / proposed
    again = torch.randint(len(kept), (n - len(kept),), device=kept.device)
    return torch.cat([kept, kept[again]]), share
