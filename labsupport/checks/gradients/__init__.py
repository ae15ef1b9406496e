"""The public checks of topic ``gradients``; ``check.control_variate(control_variate)`` is one.

They print ✓ or ✗. Where an exercise draws random numbers, a right answer gets a false ✗ with a
probability below 1e-6 (see `labsupport.checks.noise`); each takes well under a second.
"""

import torch

from labsupport.checks.compare import Verdict, public
from labsupport.checks.formula import Function
from labsupport.checks.gradients import (
    branches,
    derivations,
    draws,
    gaussians,
    graphs,
    lifetimes,
    mixtures,
    rows,
    variance,
)

LOC, SCALE = torch.tensor(0.7, dtype=torch.float64), torch.tensor(2.2, dtype=torch.float64)


@public
def score_function_gradient(function: Function) -> Verdict:
    """``score_function_gradient(f, loc, scale, num_samples)``, for a smooth f and for a step."""
    return (
        draws.score_function(function, LOC, SCALE)
        or draws.score_function(function, -LOC, 1 / SCALE, smooth=False)
        or draws.kind(function, LOC, SCALE, rows.SCORE)
    )


@public
def pathwise_gradient(function: Function) -> Verdict:
    """``pathwise_gradient(f, loc, scale, num_samples)``."""
    return (
        draws.pathwise(function, LOC, SCALE)
        or draws.pathwise(function, -LOC, 1 / SCALE)
        or draws.kind(function, LOC, SCALE, rows.PATH)
    )


@public
def measure_valued_gradient(function: Function) -> Verdict:
    """``measure_valued_gradient(f, loc, scale, num_samples)``, for a line and for a step."""
    return (
        branches.measure_valued(function, LOC, SCALE)
        or branches.measure_valued(function, -LOC, 1 / SCALE)
        or branches.measure_of_step(function, LOC, SCALE)
        or draws.kind(function, LOC, SCALE)
    )


optimal_baseline = variance.BASELINE.check
control_variate = variance.CONTROLLED.check
lifetime_from_uniform = lifetimes.check
mixture_path = mixtures.check
graph_surrogate = graphs.check
rsample_full_covariance = gaussians.check
score_identity = derivations.SCORE_IDENTITY.check
baseline_identity = derivations.BASELINE_IDENTITY.check
best_baseline = derivations.BEST_BASELINE.check
