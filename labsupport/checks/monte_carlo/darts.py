"""Verdicts on ``better_dart`` of topic ``monte_carlo``: any number with mean pi and a small spread.

Nothing is drawn: mean and variance are those over a grid of the unit square.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import DIFFER, Verdict, close, compare
from labsupport.checks.numbers import Function

ALLOWED = 0.9  # the variance; that of a dart is pi (4 - pi) = 2.70
SIDE = 400  # of the grid; the mean of a dart's numbers there is off by less than 0.001
MIDDLE = (torch.arange(SIDE, dtype=torch.float64) + 0.5) / SIDE
GRID = torch.cartesian_prod(MIDDLE, MIDDLE)

# What usual mistakes give at one coordinate.
ONE: dict[str, Callable[[Tensor], Tensor]] = {
    "its mean is a quarter of pi; the factor four is missing": lambda x: (1 - x**2).sqrt(),
    "its mean is half of pi; take four times the height of the quarter circle": (
        lambda x: 2 * (1 - x**2).sqrt()
    ),
    "this is four times the square of the height; take the root": lambda x: 4 * (1 - x**2),
    "x is not squared: the point (x, height) is on the circle if both squares add up to 1": (
        lambda x: 4 * (1 - x).sqrt()
    ),
    "the squares of x and of the height add up to 1, so that one is subtracted": (
        lambda x: 4 * (1 + x**2).sqrt()
    ),
    "this is outside of the circle": lambda x: 4 - 4 * (1 - x**2).sqrt(),
}


def inside(u: Tensor) -> Tensor:
    """What a dart is worth."""
    return 4 * (u.square().sum(-1) <= 1).to(u.dtype)


def verdict(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the numbers have the mean pi and a small variance, each from its own row alone."""
    some = torch.rand(50, 2, generator=generator, dtype=torch.float64)
    values = function(some)
    sentence = compare(values, torch.zeros(len(some), dtype=torch.float64))
    if sentence not in (None, DIFFER):
        return sentence
    sentence = _named(values, some)
    if sentence is not None:
        return sentence
    if not close(function(some), values):
        return "two calls with the same u differ: use u alone, and draw nothing more"
    if not close(function(some[:7]), values[:7]):
        return "the number of a row depends on other rows, so that they are not independent"
    return _moments(function(GRID))


def _named(values: Tensor, u: Tensor) -> Verdict:
    """A mistake that gives these very numbers."""
    for centred in (u, 2 * u - 1):
        if close(values, inside(centred)):
            return "this is a dart itself, which says only yes or no: its variance is 2.70"
        if close(values, inside(centred) / 4):
            return "this is one for a dart inside, whose mean is a quarter of pi"
        for sentence, wrong in ONE.items():
            if any(close(values, wrong(x)) for x in centred.unbind(1)):
                return sentence
    if float(values.std()) < 1e-6:
        known = close(values, torch.full_like(values, math.pi))
        return "it is the same number for every draw" + (
            ": who knows pi already need not draw" if known else ""
        )
    return None


def _moments(values: Tensor) -> Verdict:
    mean, variance = float(values.double().mean()), float(values.double().var())
    if not abs(mean - math.pi) < 2e-3:
        return f"its mean over the square is {mean:.4g}; it should be pi"
    if not variance < ALLOWED:
        return f"its mean is pi, but its variance is {variance:.2g}; at most {ALLOWED} is allowed"
    return None


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the numbers have the dtype and the device of u."""
    u = torch.rand(6, 2, generator=generator, dtype=torch.float64)
    return verdict(function, generator) or numbers.in_kind(function, u, like="u")
