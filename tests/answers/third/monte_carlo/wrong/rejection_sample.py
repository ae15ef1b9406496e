"""Wrong answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def rate_of_what_is_returned(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The rate is n over all proposals, though more than n of them were accepted."""
    kept: list[Tensor] = []
    accepted = proposed = 0
    while accepted < n:
        x = q.sample((4 * n,))
        kept.append(x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)])
        accepted, proposed = accepted + len(kept[-1]), proposed + 4 * n
    return torch.cat(kept)[:n], n / proposed


def rate_of_the_last_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """The rate counts the last batch only, not all proposals."""
    kept: list[Tensor] = []
    accepted = 0
    while accepted < n:
        x = q.sample((n,))
        kept.append(x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)])
        accepted += len(kept[-1])
    return torch.cat(kept)[:n], len(kept[-1]) / n


def one_u_for_each_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Draws one u for a whole batch: the fates of its proposals hang together."""
    kept: list[Tensor] = []
    accepted = proposed = 0
    while accepted < n:
        x = q.sample((n,))
        log_u = torch.rand_like(x[:1]).log()
        kept.append(x[log_u <= log_p(x) - log_c - q.log_prob(x)])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


def envelope_from_the_batch(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Replaces log_c by the largest ratio in the batch: tighter, but no exact draws."""
    kept: list[Tensor] = []
    accepted = proposed = 0
    while accepted < n:
        x = q.sample((n,))
        log_ratio = log_p(x) - q.log_prob(x)
        kept.append(x[torch.rand_like(x).log() <= log_ratio - log_ratio.max()])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


def gaps_filled_with_copies(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Proposes once; if too few are accepted, repeats them until there are n."""
    x = q.sample((n,))
    kept = x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)]
    share = len(kept) / n
    if len(kept) == 0:
        kept = x
    return kept.repeat(n // len(kept) + 1)[:n], share


def rejected_draws_repeat_the_last(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """A Metropolis chain: where a proposal is rejected, the one before is counted again."""
    draws: list[Tensor] = []
    accepted = proposed = 0
    while len(draws) < n:
        x = q.sample((n,))
        good = (torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)).tolist()
        accepted, proposed = accepted + sum(good), proposed + n
        for value, verdict in zip(x, good, strict=True):
            if verdict or draws:
                draws.append(value if verdict else draws[-1])
    return torch.stack(draws[:n]), accepted / proposed


def heights_out_of_logarithms(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Compares u c q with p without logarithms: a constant of 900 makes both sides infinite."""
    kept: list[Tensor] = []
    accepted = proposed = 0
    while accepted < n:
        x = q.sample((n,))
        ceiling = torch.exp(log_c + q.log_prob(x))
        kept.append(x[torch.rand_like(x) * ceiling <= log_p(x).exp()])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


def resampled_by_the_ratio(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Draws n times, with replacement, among proposals by their ratios: copies, and not exact."""
    x = q.sample((4 * n,))
    ratio = torch.exp(log_p(x) - log_c - q.log_prob(x))
    chosen = torch.multinomial(ratio, n, replacement=True)
    return x[chosen], ratio.mean().item()


def sorted_by_their_size(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Returns the n smallest of the accepted draws, because it sorts before it cuts."""
    kept: list[Tensor] = []
    accepted = proposed = 0
    while accepted < n:
        x = q.sample((n,))
        kept.append(x[torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept).sort().values[:n], accepted / proposed


def common_logarithm(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Takes log10 of u but natural logarithms of the densities: keeps too many in the tails."""
    kept: list[Tensor] = []
    accepted = proposed = 0
    while accepted < n:
        x = q.sample((n,))
        kept.append(x[torch.rand_like(x).log10() <= log_p(x) - log_c - q.log_prob(x)])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], accepted / proposed
