"""The public checks of topic ``monte_carlo``: ``check.better_dart(better_dart)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

import math

import torch
from torch.distributions import Normal

from labsupport.checks.compare import Verdict, public
from labsupport.checks.formula import Function
from labsupport.checks.monte_carlo import darts, derivations, formulas, proposals, rejection
from labsupport.checks.monte_carlo.integrals import SELF_NORMALIZED

ONE = torch.ones((), dtype=torch.float64)
TARGET, PROPOSAL = Normal(0.7 * ONE, 0.5 * ONE), Normal(-0.2 * ONE, 1.3 * ONE)

pairs_needed = formulas.PAIRS.check
narrowest_width = formulas.NARROWEST.check
effective_sample_size = formulas.ESS.check


@public
def better_dart(function: Function) -> Verdict:
    """``better_dart(u)``: mean and variance over a grid of the unit square."""
    return darts.kind(function, torch.Generator().manual_seed(20))


@public
def choose_proposal(function: Function) -> Verdict:
    """``choose_proposal(threshold)`` for thresholds from 2 to 10; nothing is drawn."""
    return proposals.verdict(function, 2.0, 3.0, 5.0, 7.0, 10.0)


@public
def self_normalized_importance_sampling(function: Function) -> Verdict:
    """``self_normalized_importance_sampling(f, log_p, q, n)`` for three unknown constants."""
    for shift in (1.2, 900.0, -900.0):
        sentence = SELF_NORMALIZED.verdict(function, TARGET, PROPOSAL, shift)
        if sentence is not None:
            return sentence
    far = Normal(40.5 * ONE, 0.6 * ONE), Normal(40 * ONE, 1.2 * ONE)
    return SELF_NORMALIZED.verdict(function, *far) or SELF_NORMALIZED.kind(function, ONE, ONE)


@public
def rejection_sample(function: Function) -> Verdict:
    """``rejection_sample(log_p, q, log_c, n)`` for a tight, a loose and a shifted envelope."""
    q, tight = Normal(0.7 * ONE, 0.9 * ONE), math.log(0.9 / 0.5)
    for log_c, shift in ((tight, 1.2), (tight + 0.3, 0.0), (tight, 900.0)):
        sentence = rejection.Envelope(TARGET, q, log_c, shift).verdict(function)
        if sentence is not None:
            return sentence
    return rejection.certain(function, q) or rejection.kind(function, ONE, ONE)


importance_variance = derivations.IMPORTANCE_VARIANCE.check
sample_variance = derivations.SAMPLE_VARIANCE.check
