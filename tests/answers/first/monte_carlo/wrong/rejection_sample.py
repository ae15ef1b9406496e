"""Wrong answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def keeps_the_rejected(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The comparison is the wrong way round: this keeps what should be rejected."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n and proposed < 1000 * n + 10_000:
        x = q.sample((n,))
        keep = torch.rand_like(x).log() >= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += n
    return torch.cat(kept)[:n], accepted / proposed


def densities_overflow(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Leaves the logarithms: with a large constant p and c are infinite, and all is rejected or kept."""
    c = torch.tensor(log_c).exp()
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        keep = ~(torch.rand_like(x) > log_p(x).exp() / (c * q.log_prob(x).exp()))
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += n
    return torch.cat(kept)[:n], accepted / proposed


def proposal_not_in_the_ratio(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The ratio lacks q(x): accepted draws follow p q, or q where the ratio is above 1."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((max(n, 1000),))
        keep = torch.rand_like(x).log() <= log_p(x) - log_c
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += len(x)
    return torch.cat(kept)[:n], accepted / proposed


def uniform_without_logarithm(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Compares -u itself with the logarithm of the ratio: log u is missing."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((max(n, 1000),))
        keep = -torch.rand_like(x) <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += len(x)
    return torch.cat(kept)[:n], accepted / proposed


def one_uniform_per_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """One u for all proposals of a batch, so the draws of a batch are not independent."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        u = torch.rand((), dtype=x.dtype, device=x.device)
        keep = u.log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += n
    return torch.cat(kept)[:n], accepted / proposed


def share_after_cutting(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The share divides n by all proposals, although more than n were accepted in the last batch."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((10 * n,))
        keep = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += len(x)
    return torch.cat(kept)[:n], n / proposed


def metropolis_chain(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Repeats the last accepted draw at each rejection, as a Markov chain does: the draws are not independent."""
    x = q.sample((n,))
    keep = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
    keep_list = keep.tolist()
    first = keep_list.index(True) if True in keep_list else 0
    source, last = [], first
    for i, accepted in enumerate(keep_list):
        last = i if accepted else last
        source.append(last)
    return x[torch.tensor(source, device=x.device)], keep.float().mean().item()


def resampled_proposals(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Resamples n proposals by their weights: no rejection, with repeated draws that are not exact."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    chosen = torch.multinomial(log_w.softmax(0), n, replacement=True)
    return x[chosen], (log_w - log_c).exp().mean().item()


def envelope_from_the_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Ignores log_c and takes the largest ratio of the batch: another acceptance rate, and draws that aren't exact."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        log_ratio = log_p(x) - q.log_prob(x)
        keep = torch.rand_like(x).log() <= log_ratio - log_ratio.max()
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += n
    return torch.cat(kept)[:n], accepted / proposed


def rate_of_proposals_per_draw(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The share is upside down: proposals for each accepted draw."""
    kept, accepted, proposed = [], 0, 0
    while accepted < n:
        x = q.sample((n,))
        keep = torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)
        kept.append(x[keep])
        accepted += int(keep.sum())
        proposed += n
    return torch.cat(kept)[:n], proposed / accepted
