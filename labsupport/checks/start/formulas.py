"""The warm-up of topic ``start``, ``log_mean_exp``."""

import math

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, compare
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function


def log_mean_exp(log_w: Tensor) -> Tensor:
    """log 1/k sum_i exp(log_w[i]) over the first axis."""
    largest = log_w.amax(0)
    return largest + (log_w - largest).exp().mean(0).log()


def draw(make: Inputs, k: int, batch: int, low: float = 0.2, high: float = 2.2) -> list[Tensor]:
    """Log-weights (k, batch), by default positive so that no wrong formula hides in a NaN."""
    return [make.uniform(low, high, k, batch)]


def stable(function: Function, generator: torch.Generator) -> Verdict:
    """Whether columns and rows that are very far from 0 still give the right value."""
    for dtype in (torch.float32, torch.float64):
        (log_w,) = draw(Inputs(generator, dtype), 4, 3)
        sentence = far(function, log_w)
        if sentence is not None:
            return sentence
    return None


def far(function: Function, log_w: Tensor) -> Verdict:
    """As `stable`, for these weights."""
    function = numbers.forgiving(function)
    other = torch.arange(log_w.shape[1]) % 2  # every second column
    below = torch.arange(len(log_w))[:, None] > 0  # every row but the first
    for shift, sentence in (
        (torch.tensor(1000.0), "exp overflows for large log_w"),
        (torch.tensor(-1000.0), "exp underflows to 0 for very negative log_w"),
        (-1000.0 * other, "exp underflows to 0 where columns are far apart"),
        (-1000.0 * below, "exp overflows where the rows of a column are far apart"),
        (-1000.0 * ~below, "exp overflows where the rows of a column are far apart"),
    ):
        shifted = log_w + shift.to(log_w.dtype)
        actual = function(shifted)
        if compare(actual, log_mean_exp(shifted)) is not None:
            if isinstance(actual, Tensor) and bool((actual == -math.inf).all()):
                sentence = (
                    "exp underflows to 0, for large log_w too" if shift.max() > 0 else sentence
                )
            return f"{sentence}: subtract the largest of each column first"
    return None


LOG_MEAN_EXP = Declaration(
    log_mean_exp,
    draw,
    [(5, 3), (5, 3, -3.4, 2.6), (1, 4), (7, 1), (3, 6)],
    edits={
        "the 1/k is missing: this is the logarithm of the sum": ".mean(0) -> .sum(0)",
        "log k is subtracted twice": ".log() -> .log() - math.log(len(log_w))",
        "log k is added; subtract it": ".mean(0).log() -> .sum(0).log() + math.log(len(log_w))",
        "the result is divided by k; the 1/k belongs inside of the logarithm": (
            "return largest + (log_w - largest).exp().mean(0).log() -> "
            "return log_w.logsumexp(0) / len(log_w)"
        ),
        "this is the mean of the logarithms; take the logarithm of the mean": (
            "largest + (log_w - largest).exp().mean(0).log() -> log_w.mean(0)"
        ),
        "this is the logarithm of the mean of log_w; exp is missing": (
            "largest + (log_w - largest).exp().mean(0) -> log_w.mean(0)"
        ),
        "the logarithm is missing: this is the mean of exp(log_w)": (
            "largest + (log_w - largest).exp().mean(0).log() -> log_w.exp().mean(0)"
        ),
        "this is the largest of them": "+ (log_w - largest).exp().mean(0).log() ->",
        "the largest is not added back at the end": "return largest + -> return",
        "the largest is subtracted at the end; add it": "return largest + -> return -largest +",
        "the largest is added, but it was not subtracted before": "log_w - largest -> log_w",
        "the largest is added before exp; subtract it": "log_w - largest -> log_w + largest",
        "taken over the last axis; take the mean over the first": (
            "return largest + (log_w - largest).exp().mean(0) -> return log_w.exp().mean(-1)"
        ),
        "taken over the last axis, and the 1/k is missing": (
            "return largest + (log_w - largest).exp().mean(0) -> return log_w.exp().sum(-1)"
        ),
        "taken over all axes; take the mean over the first only": (
            "return largest + (log_w - largest).exp().mean(0) -> return log_w.exp().mean()"
        ),
        "taken over all axes, and the 1/k is missing": (
            "return largest + (log_w - largest).exp().mean(0) -> return log_w.exp().sum()"
        ),
        "1 is subtracted from exp(log_w): exp is meant, not expm1": (
            "return largest + (log_w - largest).exp() -> return log_w.expm1()"
        ),
        "1/k is the number of rows, not of columns": (
            ".mean(0).log() -> .sum(0).log() - math.log(log_w.shape[-1])"
        ),
        "the first axis is kept; it should be gone": ".log() -> .log()[None]",
        "the logarithm is to base 2; the natural one is meant": (
            "return largest + (log_w - largest).exp().mean(0).log() -> "
            "return log_w.exp().mean(0).log2()"
        ),
        "the logarithm is to base 10; the natural one is meant": (
            "return largest + (log_w - largest).exp().mean(0).log() -> "
            "return log_w.exp().mean(0).log10()"
        ),
    },
    also=[stable],
    examples=[
        [[[0.0], [0.0]]],
        [[[0.0], [1.0]]],
        [[[0.0, 1.0], [1.0, 2.0]]],
        [[[0.0, 1.0], [2.0, 3.0], [1.0, 1.0]]],
    ],
    extreme=[
        [[[1000.0], [1000.0]]],
        [[[-1000.0], [-1000.0]]],
        [[[0.0], [-1000.0]]],
        [[[1000.0], [999.0]]],
        [[[-1000.0], [0.0]]],
        [[[0.0, -1000.0], [0.0, -1000.0]]],
    ],
)
