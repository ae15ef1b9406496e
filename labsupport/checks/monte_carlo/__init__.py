"""The public checks of topic ``monte_carlo``: ``check.estimate_pi(estimate_pi)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

import math
from typing import Any

import torch
from torch.distributions import Exponential, Laplace, Normal, Uniform

from labsupport.checks.compare import Verdict, public
from labsupport.checks.formula import Formula, Function
from labsupport.checks.monte_carlo import derivations, estimators
from labsupport.checks.parts import hinted

VALUES = torch.tensor([[1.3, 0.2, 2.1], [2.9, 1.4, 0.5], [0.8, 3.0, 1.6], [2.2, 1.1, 3.9]])
ONE = torch.ones((), dtype=torch.float64)
TARGET, PROPOSAL = Normal(0.7 * ONE, 0.5 * ONE), Normal(-0.2 * ONE, 1.3 * ONE)
PARTS = "\n  (it can only be right if your mc_estimate has its ✓)"


@public
def mc_estimate(function: Function) -> Verdict:
    """``mc_estimate(values)``, shape (n, ...) -> two of shape (...)."""
    examples: list[list[Any]] = [
        [[1.0, 3.0]],
        [[1.0, 2.0, 6.0]],
        [[[1.0, 0.0], [3.0, 4.0], [5.0, 3.0]]],
    ]

    def judge(term: Formula, part: Function) -> Verdict:
        return (
            term.smallest(part, examples, [VALUES])
            or term.gradient(part, VALUES)
            or term.kind(part, VALUES)
        )

    return estimators.mean_and_error(function, judge) or estimators.far_mean(function, VALUES)


@public
def estimate_pi(function: Function) -> Verdict:
    """``estimate_pi(n)``: one call with many darts, and many calls with few."""
    sentence = estimators.pi_once(function, 20_000) or estimators.pi_often(function)
    return sentence and sentence + PARTS


@public
def integrate(function: Function) -> Verdict:
    """``integrate(f, p, n)`` for densities on the line, on half of it, and on an interval."""
    for p in (Normal(0.2 * ONE, 0.8 * ONE), Exponential(2 * ONE), Uniform(-ONE, 2.5 * ONE)):
        sentence = estimators.integral(function, p)
        if sentence is not None:
            return sentence + PARTS
    return estimators.integral_kind(function, ONE, ONE)


@public
def importance_sampling(function: Function) -> Verdict:
    """``importance_sampling(f, p, q, n)``."""
    sentence = estimators.importance(function, TARGET, PROPOSAL) or estimators.importance(
        function, TARGET, Laplace(0.3 * ONE, 0.8 * ONE)
    )
    return estimators.importance_kind(function, ONE, ONE) if sentence is None else sentence + PARTS


@public
def self_normalized_importance_sampling(function: Function) -> Verdict:
    """``self_normalized_importance_sampling(f, log_p, q, n)`` for three unknown constants."""
    for shift in (1.2, 900.0, -900.0):
        sentence = estimators.self_normalized(function, TARGET, PROPOSAL, shift)
        if sentence is not None:
            return sentence
    return estimators.self_normalized_kind(function, ONE, ONE)


@public
def effective_sample_size(function: Function) -> Verdict:
    """``effective_sample_size(log_w)``, shape (k, ...) -> (...)."""
    term = estimators.ESS
    examples: list[list[Any]] = [
        [[0.0, 0.0]],
        [[0.0, 1.0, 2.0]],
        [[[0.0, 1.0], [2.0, 0.5], [1.0, 1.0]]],
    ]
    return (
        hinted(function, VALUES)
        or term.smallest(function, examples, [VALUES])
        or estimators.stable(function, VALUES)
        or term.gradient(function, VALUES)
        or term.kind(function, VALUES)
    )


@public
def rejection_sample(function: Function) -> Verdict:
    """``rejection_sample(log_p, q, log_c, n)`` for a tight, a loose and a shifted envelope."""
    q, tight = Normal(0.7 * ONE, 0.9 * ONE), math.log(0.9 / 0.5)
    for log_c, shift in ((tight, 1.2), (tight + 0.3, 0.0), (tight, 900.0)):
        sentence = estimators.rejection(function, TARGET, q, log_c, shift)
        if sentence is not None:
            return sentence
    return estimators.certain(function, q) or estimators.rejection_kind(function, ONE, ONE)


importance_variance = derivations.IMPORTANCE_VARIANCE.check
sample_variance = derivations.SAMPLE_VARIANCE.check
