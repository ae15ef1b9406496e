"""Wrong answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def filled_up_by_repetition(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Fills up n draws by drawing accepted ones with replacement: they are not independent."""
    kept, proposed = q.sample((0,)), 0
    while len(kept) == 0:
        x = q.sample((n,))
        ok = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept, proposed = x[ok], proposed + n
    return kept[torch.randint(len(kept), (n,), device=kept.device)], len(kept) / proposed


def one_uniform_for_a_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Compares all proposals of a batch with one uniform number: draws depend on each other."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        u = torch.rand((), dtype=x.dtype, device=x.device)
        ok = u.log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[ok])
        accepted, proposed = accepted + int(ok.sum()), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


def share_of_the_draws_returned(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Divides n, not all that were accepted, by the proposals: the share is too low."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((4 * n,))
        ok = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[ok])
        accepted, proposed = accepted + int(ok.sum()), proposed + len(x)
    return torch.cat(kept)[:n], n / proposed
