"""The public checks of topic ``gradients``; ``check.control_variate(control_variate)`` is one.

They print ✓ or ✗. Where an exercise draws random numbers, a right answer gets a false ✗ with a
probability below 1e-6 (see `labsupport.checks.noise`); each takes well under a second.
"""

from labsupport.checks.compare import Verdict, in_turn, public
from labsupport.checks.formula import Function
from labsupport.checks.gradients import (
    branches,
    derivations,
    draws,
    gaussians,
    graphs,
    lifetimes,
    mixtures,
    variance,
)


@public
def score_function_gradient(function: Function) -> Verdict:
    """``score_function_gradient(f, loc, scale, num_samples)``, for a smooth f and for a step."""
    return in_turn(function, draws.score_function, draws.with_a_step, draws.kind_of_score)


@public
def pathwise_gradient(function: Function) -> Verdict:
    """``pathwise_gradient(f, loc, scale, num_samples)``."""
    return in_turn(function, draws.pathwise, draws.kind_of_path)


@public
def measure_valued_gradient(function: Function) -> Verdict:
    """``measure_valued_gradient(f, loc, scale, num_samples)``, for a line and for a step."""
    return in_turn(function, branches.measure_valued, branches.of_step, draws.kind)


optimal_baseline = variance.BASELINE.check
control_variate = variance.CONTROLLED.check
lifetime_from_uniform = lifetimes.check
mixture_path = mixtures.check
graph_surrogate = graphs.check
rsample_full_covariance = gaussians.check
score_identity = derivations.SCORE_IDENTITY.check
baseline_identity = derivations.BASELINE_IDENTITY.check
best_baseline = derivations.BEST_BASELINE.check
