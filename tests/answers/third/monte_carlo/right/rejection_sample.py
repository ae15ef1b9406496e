"""Right answers to rejection_sample."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def exponential_waiting(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """-log u is an exponential number: keeps x where the gap to the envelope is below it."""
    parts: list[Tensor] = []
    found, tried = 0, 0
    while found < n:
        x = q.sample((max(n, 64),))
        gap = log_c + q.log_prob(x) - log_p(x)
        parts.append(x[gap <= torch.empty_like(x).exponential_()])
        found += parts[-1].numel()
        tried += x.numel()
    return torch.cat(parts)[:n], found / tried


def coin_for_each_proposal(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """A Bernoulli coin with the ratio, which is computed in logarithms."""
    kept = q.sample((0,))
    proposed = accepted = 0
    while len(kept) < n:
        x = q.sample((2 * n,))
        ratio = torch.exp(log_p(x) - q.log_prob(x) - log_c).clamp(max=1)
        coins = torch.bernoulli(ratio).bool()
        kept = torch.cat([kept, x[coins]])
        accepted += int(coins.sum())
        proposed += len(x)
    return kept[:n], accepted / proposed


def judged_one_by_one(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Portions of 100 proposals whose verdicts are read in a plain loop with two counters."""
    draws: list[Tensor] = []
    yes = no = 0
    while yes < n:
        x = q.sample((100,))
        log_u = torch.log(torch.rand_like(x))
        verdicts = (log_u + log_c + q.log_prob(x) <= log_p(x)).tolist()
        for value, verdict in zip(x, verdicts, strict=True):
            if verdict:
                draws.append(value)
                yes += 1
            else:
                no += 1
    return torch.stack(draws[:n]), yes / (yes + no)


def recursion_for_the_rest(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """A function that calls itself for the rest, each time with as many proposals as so far."""

    def more(kept: Tensor, accepted: int, proposed: int) -> tuple[Tensor, float]:
        if len(kept) >= n:
            return kept[:n], accepted / proposed
        x = q.sample((max(4096, n, proposed),))
        height = torch.log(torch.rand_like(x)) + q.log_prob(x)
        good = x.masked_select(height <= log_p(x) - log_c)
        return more(torch.cat([kept, good]), accepted + len(good), proposed + len(x))

    return more(q.sample((0,)), 0, 0)


def place_after_place(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Each of the n places is proposed again until it is filled; all open places at once."""
    draws = q.sample((0,)).new_zeros(n)
    open_places = torch.ones_like(draws, dtype=torch.bool)
    proposed = 0
    while bool(open_places.any()):
        x = q.sample((int(open_places.sum()),))
        proposed += len(x)
        good = torch.rand_like(x) < torch.exp(log_p(x) - log_c - q.log_prob(x))
        places = open_places.nonzero()[:, 0][good]
        draws[places] = x[good]
        open_places[places] = False
    return draws, n / proposed


def best_of_many(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Keeps the n that clear their u by most: the margin is exponential whatever x, so this is exact."""
    margins: list[Tensor] = []
    proposals: list[Tensor] = []
    accepted = proposed = 0
    while accepted < n:
        x = q.sample((2 * n,))
        margins.append(log_p(x) - log_c - q.log_prob(x) - torch.rand_like(x).log())
        proposals.append(x)
        accepted, proposed = accepted + int((margins[-1] >= 0).sum()), proposed + 2 * n
    best = torch.cat(margins).topk(n).indices
    return torch.cat(proposals)[best], accepted / proposed
