"""The exercise ``log_likelihood`` of topic ``binary_latents``: as many draws as it says.

What makes the draws gives the rows of a table and counts, so that the estimate can be compared with
that of the first k rows.
"""

import math
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.binary_latents.formulas import OVERFLOW
from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function


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
        first = sum(self.asked)
        self.asked.append(int(m))
        rows = torch.arange(first, first + int(m)) % len(self.table)
        return self.table[rows.to(self.table.device)]


def log_likelihood(draw_log_w: Any, k: int, most: int) -> Tensor:
    """The bound of the first k rows of the table that stands for the draws."""
    drawn = draw_log_w[:k]
    return drawn.logsumexp(0) - math.log(k)


def rows_enough(make: Inputs, k: int, most: int, batch: int) -> list[Any]:
    """Log-weights of more draws than are wanted."""
    return [make.uniform(0.2, 3.2, 3 * k + most, batch), k, most]


def counting_mistakes(draw_log_w: Tensor, k: int, most: int) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    log_w = draw_log_w
    full, batch = k // most, log_w.shape[1]
    more = math.ceil(k / most) * most
    parts = log_w[:k].split(most)
    bounds = torch.stack([part.logsumexp(0) - math.log(len(part)) for part in parts])
    found = {
        "it says k draws and makes `most`: the estimate is that of one part": (
            log_w[:most].logsumexp(0) - math.log(most)
        ),
        "it makes `most` draws and divides by k: there are fewer than it says": (
            log_w[:most].logsumexp(0) - math.log(k)
        ),
        "the parts are averaged: this is the bound of one part, with less noise": bounds.mean(0),
        "the bounds of the parts count alike, and the last part may be smaller": (
            bounds.logsumexp(0) - math.log(len(bounds))
        ),
        "the last part is whole: more than k draws are made, and divided by k": (
            log_w[:more].logsumexp(0) - math.log(k)
        ),
        "the last part is whole: the estimate is made of more draws than k": (
            log_w[:more].logsumexp(0) - math.log(more)
        ),
        "this is the mean of the logarithms, the ELBO": log_w[:k].mean(0),
        "the sums of the parts have the wrong sign": (
            torch.stack([-part.logsumexp(0) for part in parts]).logsumexp(0) - math.log(k)
        ),
        "the largest log-weight is not the bound": log_w[:k].amax(0),
    }
    if full:
        found |= {
            "the rest of k divided by `most` is not drawn": (
                log_w[: full * most].logsumexp(0) - math.log(full * most)
            ),
            "the rest is not drawn, but the sum divided by k": (
                log_w[: full * most].logsumexp(0) - math.log(k)
            ),
            "one draw is missing": log_w[: k - 1].logsumexp(0) - math.log(max(k - 1, 1)),
        }
    found["averaged over the batch as well; return one number per observation"] = (
        log_likelihood(log_w, k, most).mean().expand(() if batch else (0,))
    )
    return found


def counted(function: Function, generator: torch.Generator) -> Verdict:
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


LOG_LIKELIHOOD = Declaration(
    log_likelihood,
    rows_enough,
    [(11, 4, 3), (3, 8, 2), (8, 4, 1), (5, 1, 2), (1, 1, 3)],
    edits={
        "the 1/k is missing: subtract log k": "- math.log(k) ->",
        "log k is added; subtract it": "- math.log(k) -> + math.log(k)",
        "k is subtracted, not its logarithm": "- math.log(k) -> - k",
        "`most` is subtracted as the number of draws; there are k": "math.log(k) -> math.log(most)",
    },
    wrong=counting_mistakes,
    differentiable=False,
    through=lambda judged: lambda table, k, most: judged(Draws(table), k, most),
    hard={
        OVERFLOW: lambda make: [
            [3 * make.normal(30, 2) + shift * unit, 7, 3]
            for unit in (torch.ones(30, 1), torch.arange(30.0)[:, None])
            for shift in (2000.0, -2000.0)
        ]
    },
    also=[counted],
)
