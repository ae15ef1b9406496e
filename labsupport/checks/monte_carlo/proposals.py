"""Verdicts on ``choose_proposal`` of topic ``monte_carlo``: any good enough proposal is right.

Nothing is drawn. The variance of a weighted draw is an integral, which is computed on a grid; so is
what a message says about a proposal: its tails, the share of its draws that hit, where they lie.
"""

import math
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Distribution

from labsupport.checks.compare import Verdict
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function
from labsupport.grading.inside.distributions import CLASSES

DRAWS, ALLOWED = 10_000, 0.05  # the standard error of so many draws, relative to the truth
# Distances above the threshold: equal steps of their logarithm, and two that are far out.
ABOVE = torch.logspace(-12, 3, 30_001, dtype=torch.float64)
FAR = torch.tensor([1e5, 1e6], dtype=torch.float64)


def rare(function: Function, generator: torch.Generator) -> Verdict:
    """Whether proposals are good enough where the event is rare."""
    return verdict(function, 2.0, float(Inputs(generator).uniform(2.0, 4.0)))


def very_rare(function: Function, generator: torch.Generator) -> Verdict:
    """Whether they are where it is very rare."""
    return verdict(function, 5.0, float(Inputs(generator).uniform(5.0, 9.0)), 10.0)


def verdict(function: Function, *thresholds: float) -> Verdict:
    """Whether the proposals for these thresholds are good enough."""
    for threshold in thresholds:
        sentence = _plain(q := function(threshold)) or _of(q, threshold)
        if sentence is not None:
            return f"for threshold {threshold:.3g}: {sentence}"
    return None


def _plain(q: Any) -> Verdict:
    if q is None:
        return "nothing is returned: is the `return` missing?"
    name = type(q).__name__
    if CLASSES.get(name) is not type(q):
        return f"the result is of type {name}; it should be one of the distributions that are named"
    if q.batch_shape or q.event_shape:
        return f"it draws {tuple(q.batch_shape + q.event_shape)} numbers at once; it should be one"
    support: Any = q.support
    if support.is_discrete:
        return "it draws whole numbers alone; the distance above the threshold is any number"
    return None


def _of(q: Distribution, threshold: float) -> Verdict:
    support: Any = q.support
    held = support.check(ABOVE)
    if not held.all():
        near = bool(held[0])
        end = float(ABOVE[~held if near else held].amin()) if near or held.any() else math.inf
        return (
            f"no draw is ever {'more' if near else 'less'} than {end:.2g} above the threshold: "
            "what lies there is lost, and no error bar says so"
        )
    second = second_moment(q, threshold)
    growing = bool(_log_ratio(q, FAR, threshold).diff() > 0)
    if growing or not math.isfinite(float(second.sum())):
        return (
            "the variance is infinite: p(x)²/q(x) grows without bound far above the threshold. "
            "Let q fall more slowly there"
        )
    if second[ABOVE < 1e-6].sum() > 0.01 * second.sum():
        return (
            "the variance is infinite, or nearly: there are too few draws just above the "
            "threshold, where p is largest"
        )
    error = math.sqrt(max(float(second.sum()) - 1, 0) / DRAWS)
    if error <= ALLOWED:
        return None
    said = f"the standard error of {DRAWS:,} draws is {error:.2g} times the truth"
    return f"{said}: {_reason(q, second, threshold)}"


def _log_tail(x: Tensor) -> Tensor:
    """log P(X > x) of the target."""
    return torch.special.log_ndtr(-x)


def _log_ratio(q: Distribution, above: Tensor, threshold: float) -> Tensor:
    """log p(x)²/q(x) at x = threshold + above."""
    log_p = -0.5 * (above + threshold).square() - 0.5 * math.log(2 * math.pi)
    return 2 * log_p - q.log_prob(above).double()


def _steps(log_density: Tensor) -> Tensor:
    """The integral of a density over each step of the grid: dy = y d(log y)."""
    return (log_density + ABOVE.log()).exp() * math.log(float(ABOVE[1] / ABOVE[0]))


def second_moment(q: Distribution, threshold: float) -> Tensor:
    """Of a weighted draw, relative to the truth squared; the part of each step of the grid."""
    log_truth = _log_tail(torch.tensor(threshold, dtype=torch.float64))
    return _steps(_log_ratio(q, ABOVE, threshold) - 2 * log_truth)


def _reason(q: Distribution, second: Tensor, threshold: float) -> str:
    """What makes the variance large."""
    mass = _steps(q.log_prob(ABOVE).double())
    hits = float(mass.sum())
    if hits < 0.1:
        return f"only {hits:.2g} of the draws are above the threshold, where the event is"
    at = torch.tensor(threshold, dtype=torch.float64)
    left = (_log_tail(ABOVE + at) - _log_tail(at)).exp()  # P(X > x) given that X > threshold
    most = float(ABOVE[int((left > 0.05).sum())])  # 95% of the event lie nearer
    if float(mass[most > ABOVE].sum()) < 0.5 * hits:
        return (
            "most draws are too far above the threshold; 19 of 20 events are less than "
            f"{most:.2g} above it (x is the threshold plus the draw)"
        )
    if float(second[most < ABOVE].sum()) > 0.5 * float(second.sum()):
        return "rare draws far above the threshold have huge weights; let q fall more slowly"
    return "there are too few draws where p is largest above the threshold"
