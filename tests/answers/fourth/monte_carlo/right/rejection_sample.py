"""Right answers to rejection_sample."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def grows_a_tensor(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Appends the accepted ones of each batch to a tensor until it is long enough."""
    draws = None
    proposed = 0
    while draws is None or len(draws) < n:
        x = q.sample((n,))
        accept = torch.log(torch.rand_like(x)) < log_p(x) - (log_c + q.log_prob(x))
        draws = x[accept] if draws is None else torch.cat((draws, x[accept]))
        proposed += n
    return draws[:n], len(draws) / proposed


def every_place_until_it_is_filled(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Each of n places gets new proposals until one of its own is accepted."""
    out = q.sample((n,))
    empty = torch.ones(n, dtype=torch.bool, device=out.device)
    tried = 0
    while empty.any():
        x = q.sample((int(empty.sum()),))
        tried += len(x)
        ok = torch.rand_like(x).log() <= log_p(x) - q.log_prob(x) - log_c
        places = empty.nonzero().squeeze(1)[ok]
        out[places] = x[ok]
        empty[places] = False
    return out, n / tried


def one_proposal_at_a_time(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """A plain loop with a single proposal in each round."""
    kept: list[Tensor] = []
    tries = 0
    while len(kept) < n:
        x = q.sample((1,))
        tries += 1
        log_ratio = (log_p(x) - log_c - q.log_prob(x)).item()
        if torch.rand(1).item() <= math.exp(min(0.0, log_ratio)):
            kept.append(x)
    return torch.cat(kept), n / tries


def bernoulli_in_large_batches(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Flips a coin with the acceptance probability for each of 4 n + 100 proposals a round."""
    size = 4 * n + 100
    rounds, kept = 0, []
    while sum(len(part) for part in kept) < n:
        x = q.sample((size,))
        probability = torch.exp(log_p(x) - log_c - q.log_prob(x)).clamp(max=1)
        kept.append(x[torch.bernoulli(probability).bool()])
        rounds += 1
    accepted = torch.cat(kept)
    return accepted[:n], accepted.numel() / (rounds * size)
