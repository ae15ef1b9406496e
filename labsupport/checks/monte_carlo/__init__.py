"""The public checks of topic ``monte_carlo``: ``check.better_dart(better_dart)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from labsupport.checks.compare import Verdict, in_turn, public
from labsupport.checks.formula import Function
from labsupport.checks.monte_carlo import (
    darts,
    derivations,
    formulas,
    integrals,
    proposals,
    rejection,
)

pairs_needed = formulas.PAIRS.check
narrowest_width = formulas.NARROWEST.check
effective_sample_size = formulas.ESS.check


@public
def better_dart(function: Function) -> Verdict:
    """``better_dart(u)``: mean and variance over a grid of the unit square."""
    return in_turn(function, darts.kind)


@public
def choose_proposal(function: Function) -> Verdict:
    """``choose_proposal(threshold)`` for thresholds from 2 to 10; nothing is drawn."""
    return in_turn(function, proposals.rare, proposals.very_rare)


@public
def self_normalized_importance_sampling(function: Function) -> Verdict:
    """``self_normalized_importance_sampling(f, log_p, q, n)`` for several unknown constants."""
    return in_turn(function, integrals.weights, integrals.any_constant, integrals.kind)


@public
def rejection_sample(function: Function) -> Verdict:
    """``rejection_sample(log_p, q, log_c, n)`` for a tight, a loose and a shifted envelope."""
    verdicts = (rejection.accepted, rejection.loose_or_far, rejection.certain, rejection.kind)
    return in_turn(function, *verdicts)


importance_variance = derivations.IMPORTANCE_VARIANCE.check
sample_variance = derivations.SAMPLE_VARIANCE.check
