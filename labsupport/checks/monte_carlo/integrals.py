"""Verdicts on weighted means of topic ``monte_carlo``: estimators with draws of their own.

The function that a student's code gets writes down where it is evaluated. So the estimate is
compared with the one that belongs to these very draws, and the draws themselves with the
distribution that they should come from. Each statistical verdict states how often it fails a right
answer (`labsupport.checks.rates`).
"""

import math
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Cauchy, Distribution, Normal

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, first
from labsupport.checks.estimator import Run, pair
from labsupport.checks.inputs import Inputs
from labsupport.checks.monte_carlo.formulas import NORMALIZED
from labsupport.checks.numbers import Function
from labsupport.checks.recorder import Recorder, fresh_points, from_distribution

ZERO = torch.zeros((), dtype=torch.float64)


def wave(x: Tensor) -> Tensor:
    """A function without symmetry, of either sign, that is 0 on an interval."""
    return torch.where((x - 0.2).abs() > 0.25, 0.4 + torch.sin(1.3 * x + 0.4) + 0.2 * x, 0 * x)


def normal(loc: Tensor, scale: Tensor) -> Normal:
    """A Gaussian whose parameters may be on the device meta, without numbers."""
    return Normal(loc, scale, validate_args=not loc.is_meta)


def weights(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the estimates are right for several targets and proposals."""
    make = Inputs(generator)
    p = Normal(make.uniform(0.5, 1.0), make.uniform(0.4, 0.6))
    far = Normal(ZERO + 40.5, ZERO + 0.6), Normal(ZERO + 40, ZERO + 1.2)
    pairs = ((p, Normal(ZERO, ZERO + 1.3)), (p, Cauchy(ZERO + 0.3, ZERO + 0.8)), far)
    sentence = first(twice(function, t, q, float(make.uniform(0.8, 1.6))) for t, q in pairs)
    if sentence is not None:
        return sentence
    sentence = twice(function, Normal(p.loc + 5, ZERO + 1), Normal(ZERO, ZERO + 1.3))
    return sentence and f"where a few draws have nearly all the weight: {sentence}"


def any_constant(function: Function, _generator: torch.Generator) -> Verdict:
    """Whether log p may lie far from 0, so far that exp overflows."""
    return first(_far(function, *target(ZERO + 0.5, ZERO + 0.6), by) for by in (900.0, -900.0))


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the results have the dtype and the device of the draws."""
    given = (Inputs(generator).uniform(-0.5, 0.5), ZERO + 0.7)

    def called(loc: Tensor, scale: Tensor) -> Any:
        p, q = target(loc, scale)
        return function(wave, p.log_prob, q, 50)

    return twice(function, *target(*given)) or numbers.in_kind(called, *given, like="x")


def target(loc: Tensor, scale: Tensor) -> tuple[Normal, Normal]:
    """A target, and a proposal that is wider."""
    return normal(loc, scale), normal(loc - 0.3, 2 * scale)


def twice(function: Function, p: Distribution, q: Distribution, shift: float = 0.0) -> Verdict:
    """Whether two estimates, with ``shift`` for the constant, are those of draws from q."""
    runs = []
    for _ in range(2):
        f, n = Recorder("f", wave), 1500
        two = pair(function(f, lambda x: p.log_prob(x) + shift, q, n))
        sentence = two if isinstance(two, str) else _draws(f.at(), n, p, q)
        if sentence is not None:
            return sentence
        x = f.at() if len(f.at()) == n else f.all()[:n]
        runs.append(Run([*two], (x, wave(x), p.log_prob(x) + shift, q.log_prob(x))))
    return NORMALIZED.verdict(*runs) or fresh_points(*(run.recorded[0] for run in runs))


def _draws(x: Tensor, n: int, p: Distribution, q: Distribution) -> Verdict:
    """Whether ``x`` are ``n`` draws from ``q``."""
    if not n - 3 <= len(x) <= n:  # two of so many draws may be the same number in float32
        return f"f is evaluated at {len(x)} different points; it should be {n} draws"
    if from_distribution(x, q):
        return None
    if from_distribution(x, p):
        return "the draws come from p; draw from q"
    return "the draws do not come from q: use q.sample"


def _far(function: Function, p: Distribution, q: Distribution, shift: float) -> Verdict:
    """As `twice`, for a constant of a size at which exp overflows."""
    near = twice(function, p, q, math.copysign(1.2, shift))
    if near is not None:  # the size of the constant has nothing to do with it
        return near
    f = Recorder("f", wave)
    two = pair(function(f, lambda x: p.log_prob(x) + shift, q, 1500))
    if isinstance(two, str):
        return two
    if not all(bool(torch.as_tensor(t).isfinite().all()) for t in two):
        return (
            f"exp {'over' if shift > 0 else 'under'}flows for a large constant in log_p: "
            "subtract the largest logarithm first, or use torch.softmax"
        )
    x = f.all()[:1500]
    run = Run([*two], (x, wave(x), p.log_prob(x) + shift, q.log_prob(x)))
    sentence = NORMALIZED.verdict(run)
    return sentence and f"for a large constant in log_p: {sentence}"
