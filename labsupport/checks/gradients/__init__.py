"""The public checks of topic ``gradients``; ``check.control_variate(control_variate)`` is one.

They print ✓ or ✗. Where an exercise draws random numbers, a right answer gets a false ✗ with a
probability below 1e-6 (see `labsupport.checks.noise`); each takes well under a second.
"""

from typing import Any

import torch
from torch import Tensor

from labsupport.checks.compare import Verdict, public
from labsupport.checks.formula import Formula, Function
from labsupport.checks.gradients import derivations, estimators, formulas

LOC, SCALE = torch.tensor(0.7, dtype=torch.float64), torch.tensor(2.2, dtype=torch.float64)
VALUES = torch.tensor([0.8, 2.5, -0.7, 1.9, 0.4])
SCORES = torch.tensor([[0.3, -0.9], [1.2, 0.4], [-0.8, 1.7], [0.5, -0.6], [-1.4, 0.8]])
ESTIMATES = torch.tensor([[1.3, 0.2, 2.1], [2.9, 1.4, 0.5], [0.8, 3.0, 1.6], [2.2, 1.1, 3.9]])
CONTROL = torch.tensor([[0.4, 1.7, 1.2], [2.6, 0.3, 0.9], [0.1, 1.5, 2.8], [1.5, 2.4, 2.2]])
EXPECTED = torch.tensor([0.9, 1.8, 1.3])
U = torch.tensor([[0.1, 0.34, 0.62], [0.93, 0.27, 0.81]])
NOISE = torch.tensor([[0.5, -1.2, 2.1], [-0.4, 0.9, 1.7]])
CHI_SQUARE = torch.tensor([[2.3, 5.1, 3.4], [1.6, 7.2, 4.5]])
LOCS, SCALES, OTHERS = (
    torch.tensor([0.3, -1.1, 1.4]),
    torch.tensor([0.6, 1.7, 2.3]),
    torch.tensor([2.6, 3.7, 5.2]),
)
QUANTILES: list[list[Any]] = [
    [[0.5, 0.75], 0.0, 1.0],
    [[0.25, 0.75], 0.0, 1.0],
    [[0.25, 0.75], 1.0, 2.0],
]
ROOT = torch.tensor([[1.2, 0.4, -0.3], [0.9, 1.5, 0.2], [0.6, -0.8, 1.1]], dtype=torch.float64)


@public
def score_function_gradient(function: Function) -> Verdict:
    """``score_function_gradient(f, loc, scale, num_samples)``, for a smooth f and for a step."""
    return (
        estimators.score_function(function, LOC, SCALE)
        or estimators.score_function(function, -LOC, 1 / SCALE, smooth=False)
        or estimators.kind(function, LOC, SCALE, estimators.score_rows)
    )


@public
def pathwise_gradient(function: Function) -> Verdict:
    """``pathwise_gradient(f, loc, scale, num_samples)``."""
    return (
        estimators.pathwise(function, LOC, SCALE)
        or estimators.pathwise(function, -LOC, 1 / SCALE)
        or estimators.kind(function, LOC, SCALE, estimators.path_rows)
    )


@public
def measure_valued_gradient(function: Function) -> Verdict:
    """``measure_valued_gradient(f, loc, scale, num_samples)``, for a line and for a step."""
    return (
        estimators.measure_valued(function, LOC, SCALE)
        or estimators.measure_valued(function, -LOC, 1 / SCALE)
        or estimators.measure_of_step(function, LOC, SCALE)
        or estimators.kind(function, LOC, SCALE)
    )


def _formula(
    term: Formula, function: Function, examples: list[list[Any]], *generic: Tensor
) -> Verdict:
    """A small example, general numbers, gradients and precision."""
    return (
        formulas.no_noise_of_its_own(function, *generic)
        or term.smallest(function, examples, generic)
        or term.gradient(function, *generic)
        or term.kind(function, *generic)
    )


def _quantile(
    term: Formula, function: Function, examples: list[list[Any]], *generic: Tensor
) -> Verdict:
    """As `_formula`, and the tails of a quantile function."""
    far = [g.double() for g in generic]
    return _formula(term, function, examples, *generic) or formulas.tails(function, term, *far)


@public
def optimal_baseline(function: Function) -> Verdict:
    """``optimal_baseline(values, scores)``, shapes (n,) and (n, parameters)."""
    examples: list[list[Any]] = [
        [[3.0, 5.0], [[1.0], [2.0]]],
        [[1.0, 2.0, 4.0], [[1.0], [1.0], [2.0]]],
    ]
    return _formula(formulas.BASELINE, function, examples, VALUES, SCORES)


@public
def control_variate(function: Function) -> Verdict:
    """``control_variate(estimates, control, expected)``, shapes (n, ...), (n, ...) and (...)."""
    examples: list[list[Any]] = [
        [[1.0, 3.0], [0.0, 1.0], 0.0],
        [[1.0, 3.0, 2.0], [0.0, 1.0, 2.0], 2.0],
        [[[1.0, 0.0], [3.0, 1.0], [2.0, 5.0]], [[0.0, 1.0], [1.0, 3.0], [2.0, 2.0]], [1.0, 2.0]],
    ]
    return _formula(formulas.CONTROLLED, function, examples, ESTIMATES, CONTROL, EXPECTED)


@public
def laplace_from_uniform(function: Function) -> Verdict:
    """``laplace_from_uniform(u, loc, scale)``."""
    return _quantile(formulas.LAPLACE, function, QUANTILES, U, LOCS, SCALES)


@public
def logistic_from_uniform(function: Function) -> Verdict:
    """``logistic_from_uniform(u, loc, scale)``."""
    return _quantile(formulas.LOGISTIC, function, QUANTILES, U, LOCS, SCALES)


@public
def cauchy_from_uniform(function: Function) -> Verdict:
    """``cauchy_from_uniform(u, loc, scale)``."""
    return _quantile(formulas.CAUCHY, function, QUANTILES, U, LOCS, SCALES)


@public
def rayleigh_from_uniform(function: Function) -> Verdict:
    """``rayleigh_from_uniform(u, scale)``."""
    examples: list[list[Any]] = [[[0.5, 0.9], 1.0], [[0.5, 0.9], 2.0]]
    return _quantile(formulas.RAYLEIGH, function, examples, U, SCALES)


@public
def pareto_from_uniform(function: Function) -> Verdict:
    """``pareto_from_uniform(u, scale, alpha)``."""
    examples: list[list[Any]] = [
        [[0.5, 0.75], 1.0, 1.0],
        [[0.5, 0.75], 1.0, 2.0],
        [[0.5, 0.75], 3.0, 2.0],
    ]
    return _quantile(formulas.PARETO, function, examples, U, SCALES, OTHERS)


@public
def student_t_from_normal(function: Function) -> Verdict:
    """``student_t_from_normal(noise, chi_square, df, loc, scale)``."""
    examples: list[list[Any]] = [
        [1.0, 3.0, 3.0, 0.0, 1.0],
        [1.0, 1.0, 4.0, 0.0, 1.0],
        [1.0, 1.0, 4.0, 3.0, 2.0],
    ]
    generic = (NOISE, CHI_SQUARE, OTHERS, LOCS, SCALES)
    large = (NOISE.double(), 100 * CHI_SQUARE.double(), 100 * OTHERS.double())
    others = (OTHERS.double(), LOCS.double(), SCALES.double())
    return (
        _formula(formulas.STUDENT, function, examples, *generic)
        or formulas.STUDENT.value(function, *large, *others[1:])
        or formulas.STUDENT.value(function, NOISE.double(), CHI_SQUARE.double() / 1000, *others)
    )


@public
def rsample_full_covariance(function: Function) -> Verdict:
    """``rsample_full_covariance(mean, covariance, noise)`` for any factor of the covariance."""
    generator = torch.Generator().manual_seed(0)

    def normal(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator, dtype=torch.float64)

    mean = LOCS.double()
    moved = formulas.moments(function)
    return (
        formulas.full_covariance(function, mean, ROOT, normal(5, 3))
        or formulas.shapes(function, normal, torch.float32)
        or formulas.shapes(function, normal, torch.float64)
        or formulas.MOMENTS.gradient(moved, mean, ROOT)
        or formulas.sampler_kind(function, mean, ROOT, normal(5, 3))
    )


score_identity = derivations.SCORE_IDENTITY.check
baseline_identity = derivations.BASELINE_IDENTITY.check
best_baseline = derivations.BEST_BASELINE.check
