"""An exercise that estimates log p(x) by as many draws as it says, in parts that fit into memory.

What makes the draws gives the rows of a table and counts, so that the estimate can be compared with
that of the first k rows.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

OVERFLOW = "exp overflows or becomes 0 for log_w far from 0: use torch.logsumexp"
# ``most`` draws fit at once; an exercise may have another name for that.
MISTAKES = """
    - math.log(k) ->  # the 1/k is missing: subtract log k
    - math.log(k) -> + math.log(k)  # log k is added; subtract it
    - math.log(k) -> - k  # k is subtracted, not its logarithm
    math.log(k) -> math.log(most)  # `most` is subtracted as the number of draws; there are k
    math.log(k) -> math.log(math.ceil(k / most))  # divided by the number of parts;
        # there are k draws
    drawn = draw_log_w[:most]; math.log(k) -> math.log(most)
        # it says k draws and makes `most`: the estimate is that of one part
    drawn = draw_log_w[:most]  # it makes `most` draws and divides by k:
        # there are fewer than it says
    return torch.stack([p.logsumexp(0) - math.log(len(p)) for p in drawn.split(most)]).mean(0)
        # the bounds of the parts are averaged: this is the bound of one part, with less noise
    return torch.stack([p.exp().mean(0) for p in drawn.split(most)]).mean(0).log()
        # the bounds of the parts count alike, and the last part may be smaller
    return (part := drawn.split(most)[-1]).logsumexp(0) - math.log(len(part))
        # only the last part counts
    return torch.stack([p.logsumexp(0) for p in drawn.split(most)]).sum(0) - math.log(k)
        # the sums of the parts are added as logarithms
    return (2 * torch.stack([p.logsumexp(0) for p in drawn.split(most)])).logsumexp(0)
        - math.log(k)  # the logarithm of each part's sum is doubled
    return torch.stack([-p.logsumexp(0) for p in drawn.split(most)]).logsumexp(0) - math.log(k)
        # the sums of the parts have the wrong sign
    drawn = draw_log_w[: math.ceil(k / most) * most]  # the last part is whole:
        # more than k draws are made, and divided by k
    drawn = draw_log_w[: math.ceil(k / most) * most]; math.log(k) -> math.log(len(drawn))
        # the last part is whole: the estimate is made of more draws than k
    drawn = draw_log_w[: k // most * most]; math.log(k) -> math.log(len(drawn))
        # the rest of k divided by `most` is not drawn
    drawn = draw_log_w[: k // most * most]  # the rest is not drawn, but the sum divided by k
    drawn = draw_log_w[: k - 1]; math.log(k) -> math.log(k - 1)  # one draw is missing
    return drawn.mean(0)  # this is the mean of the logarithms, the ELBO
    return drawn.amax(0)  # the largest log-weight is not the bound
    return drawn.exp().mean(0)  # this is the estimate of p(x), not its logarithm
    return math.log(k) - drawn.logsumexp(0)  # the sign is wrong:
        # this is the negative log-likelihood
    return (drawn.logsumexp(0) - math.log(k)).mean()  # averaged over the batch as well;
        # return one number per observation
"""


class Draws:
    """Makes "draws": the next rows of a table, over and over; remembers how many were asked for."""

    def __init__(self, table: Tensor) -> None:
        self.table, self.asked = table, list[int]()

    def __getitem__(self, rows: slice) -> Tensor:
        """Rows of the table, where a reference is judged like an answer."""
        return self.table[rows]

    def __call__(self, m: Any) -> Tensor:
        """The next m rows."""
        if isinstance(m, Tensor):
            m = m.item()
        if isinstance(m, bool) or int(m) != m or not 1 <= m <= 10_000:
            raise ValueError(f"draw_log_w is called with {m}; m is a number of draws, from 1 up")
        if len(self.asked) >= 1000:
            raise RuntimeError("draw_log_w is called again and again: when does the loop end?")
        first = sum(self.asked)
        self.asked.append(int(m))
        rows = torch.arange(first, first + int(m)) % len(self.table)
        return self.table[rows.to(self.table.device)]


def rows_enough(make: Inputs, k: int, most: int, batch: int) -> list[Any]:
    """Log-weights of more draws than are wanted."""
    return [make.uniform(0.2, 3.2, 3 * k + most, batch), k, most]


def as_many_as_said(function: Function, generator: torch.Generator) -> Verdict:
    """Whether as many draws are made as are said, in parts that fit."""
    make = Inputs(generator)
    for k, most in ((11, 4), (3, 8), (8, 4)):
        draws = Draws(make.uniform(0.2, 3.2, 40, 2))
        function(draws, k, most)
        if sum(draws.asked) != k:
            return f"it says {k} draws and makes {sum(draws.asked)}"
        if max(draws.asked) > most:
            return f"{max(draws.asked)} draws are made at once, and only {most} fit into memory"
    return None


def estimate(reference: Callable[..., Tensor], most: str) -> Declaration:
    """The exercise ``reference(draw_log_w, k, most)``, where ``most`` is the name of the last."""
    return Declaration(
        reference,
        rows_enough,
        [(11, 4, 3), (3, 8, 2), (8, 4, 1), (5, 1, 2), (1, 1, 3), (100, 40, 1)],
        edits=MISTAKES.replace("most", most),
        differentiable=False,
        through=lambda judged: lambda table, k, most: judged(Draws(table), k, most),
        hard={
            OVERFLOW: lambda make: [
                [3 * make.normal(30, 2) + shift * unit, 7, 3]
                for unit in (torch.ones(30, 1), torch.arange(30.0)[:, None], torch.eye(2)[:1])
                for shift in (2000.0, -2000.0)
            ]
        },
        also=[as_many_as_said],
    )
