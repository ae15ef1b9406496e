"""Verdicts on weighted means of topic ``monte_carlo``: estimators with draws of their own.

The function that a student's code gets writes down where it is evaluated. So the estimate is
compared with the one that belongs to these very draws, and the draws themselves with the
distribution that they should come from. Each statistical verdict states how often it fails a right
answer (`labsupport.checks.rates`).
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.distributions import Distribution, Normal

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict
from labsupport.checks.estimator import Estimator, Run, pair
from labsupport.checks.monte_carlo.formulas import NORMALIZED
from labsupport.checks.numbers import Function
from labsupport.checks.recorder import Recorder, fresh_points, from_distribution


def wave(x: Tensor) -> Tensor:
    """A function without symmetry, of either sign, that is 0 on an interval."""
    return torch.where((x - 0.2).abs() > 0.25, 0.4 + torch.sin(1.3 * x + 0.4) + 0.2 * x, 0 * x)


def normal(loc: Tensor, scale: Tensor) -> Normal:
    """A Gaussian whose parameters may be on the device meta, without numbers."""
    return Normal(loc, scale, validate_args=not loc.is_meta)


class Integral(NamedTuple):
    """An exercise that estimates an integral.

    Args:
        judge: knows what belongs to the draws.
        call: of the exercise, with f, a target p, a proposal q, log p with a constant, and n.
    """

    judge: Estimator
    call: Callable[..., Any]

    def verdict(
        self, function: Function, p: Distribution, q: Distribution, shift: float = 0.0
    ) -> Verdict:
        """Whether two estimates, with ``shift`` for the constant, are those of draws from q."""
        if abs(shift) > 100:
            return self._far(function, p, q, shift)
        runs = []
        for _ in range(2):
            f, n = Recorder("f", wave), 1500
            two = pair(self.call(function, f, p, q, lambda x: p.log_prob(x) + shift, n))
            sentence = two if isinstance(two, str) else self._draws(f.at(), n, p, q)
            if sentence is not None:
                return sentence
            x = f.at() if len(f.at()) == n else f.all()[:n]
            runs.append(Run([*two], (x, wave(x), p.log_prob(x) + shift, q.log_prob(x))))
        return self.judge.verdict(*runs) or fresh_points(runs[0].recorded[0], runs[1].recorded[0])

    def _draws(self, x: Tensor, n: int, p: Distribution, q: Distribution) -> Verdict:
        """Whether ``x`` are ``n`` draws from ``q``."""
        if not n - 3 <= len(x) <= n:  # two of so many draws may be the same number in float32
            return f"f is evaluated at {len(x)} different points; it should be {n} draws"
        if from_distribution(x, q):
            return None
        if from_distribution(x, p):
            return "the draws come from p; draw from q"
        return "the draws do not come from q: use q.sample"

    def _far(self, function: Function, p: Distribution, q: Distribution, shift: float) -> Verdict:
        """The same for a constant of a size at which exp overflows."""
        near = self.verdict(function, p, q, math.copysign(1.2, shift))
        if near is not None:  # the size of the constant has nothing to do with it
            return near
        f = Recorder("f", wave)
        two = pair(self.call(function, f, p, q, lambda x: p.log_prob(x) + shift, 1500))
        if isinstance(two, str):
            return two
        if not all(bool(torch.as_tensor(t).isfinite().all()) for t in two):
            return (
                f"exp {'over' if shift > 0 else 'under'}flows for a large constant in log_p: "
                "subtract the largest logarithm first, or use torch.softmax"
            )
        x = f.all()[:1500]
        run = Run([*two], (x, wave(x), p.log_prob(x) + shift, q.log_prob(x)))
        sentence = self.judge.verdict(run)
        return sentence and f"for a large constant in log_p: {sentence}"

    def kind(self, function: Function, loc: Tensor, scale: Tensor) -> Verdict:
        """Whether the results have the dtype and the device of the draws."""

        def called(loc: Tensor, scale: Tensor) -> Any:
            p, q = self._pair(loc, scale)
            return self.call(function, wave, p, q, p.log_prob, 50)

        return self.verdict(function, *self._pair(loc, scale)) or numbers.in_kind(
            called, loc, scale, like="x"
        )

    def _pair(self, loc: Tensor, scale: Tensor) -> tuple[Normal, Normal]:
        p = normal(loc, scale)
        return p, normal(loc - 0.3, 2 * scale)


SELF_NORMALIZED = Integral(NORMALIZED, lambda function, f, p, q, log_p, n: function(f, log_p, q, n))
