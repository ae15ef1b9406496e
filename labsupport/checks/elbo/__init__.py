"""The public checks of topic ``elbo``: ``check.log_joint(log_joint)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

import torch

from labsupport.checks.compare import Verdict, public
from labsupport.checks.elbo import draws, formulas
from labsupport.checks.formula import Function

WEIGHT = torch.tensor([[1.2, -0.4], [0.7, 0.9], [-0.5, 1.6]])
BIAS = torch.tensor([0.3, -0.8, 0.5])
NOISE_VAR = torch.tensor(0.4)
MODEL = (WEIGHT, BIAS, NOISE_VAR)
# Four rows of three pixels and two latent coordinates: no two axes can be taken for one another.
X = torch.tensor([[0.9, -1.3, 0.4], [-0.6, 1.7, 2.1], [0.2, 0.8, -1.5], [1.9, -0.1, 0.3]])
MEAN = torch.tensor([[0.4, -1.2], [1.5, 0.7], [-0.3, 0.9], [0.8, -0.5]])
LOG_VAR = torch.tensor([[-0.9, 0.6], [0.2, -1.3], [0.4, 0.1], [-0.2, -0.7]])
FACTOR = torch.tensor(
    [[[0.9, 0.4], [-0.3, 1.1]], [[0.6, -0.7], [0.8, 0.5]], [[1.3, 0.2], [0.5, -0.9]],
     [[-0.4, 1.0], [0.7, 0.3]]]
)  # fmt: skip
NEEDS = "\n  (it can only be right if the functions that it calls have their ✓)"


@public
def log_joint(function: Function) -> Verdict:
    """``log_joint(x, z, weight, bias, noise_var)``."""
    inputs = (X, MEAN, *MODEL)
    examples = [
        ([0.0], [0.0], [[1.0]], [0.0], 1.0),
        ([1.0], [0.0], [[1.0]], [0.0], 1.0),
        ([0.0], [1.0], [[2.0]], [0.0], 1.0),
        ([0.0], [0.0], [[1.0]], [0.0], 4.0),
        ([0.0], [0.0], [[1.0]], [1.0], 1.0),
    ]
    return (
        formulas.LOG_JOINT.smallest(function, examples, inputs)
        or formulas.LOG_JOINT.value(function, X, torch.stack([MEAN, -MEAN, MEAN + 1]), *MODEL)
        or formulas.LOG_JOINT.value(function, *inputs[:-1], 0.01 * inputs[-1])
        or formulas.LOG_JOINT.gradient(function, *inputs)
        or formulas.LOG_JOINT.kind(function, *inputs)
    )


@public
def elbo_monte_carlo(function: Function) -> Verdict:
    """``elbo_monte_carlo(x, mean, scale_tril, weight, bias, noise_var, k)``."""
    sentence = draws.every(function, torch.Generator().manual_seed(7))
    return sentence and sentence + NEEDS


@public
def gaussian_kl_full(function: Function) -> Verdict:
    """``gaussian_kl_full(mean_q, cov_q, mean_p, cov_p)``."""
    one, two = formulas.covariance(FACTOR), formulas.covariance(FACTOR.flip(0) + 0.3)
    generic = (MEAN, one, MEAN.flip(1), two)
    examples = [
        ([0.0], [[1.0]], [0.0], [[1.0]]),
        ([1.0], [[1.0]], [0.0], [[1.0]]),
        ([0.0], [[2.0]], [0.0], [[1.0]]),
        ([0.0], [[1.0]], [0.0], [[2.0]]),
        ([1.0], [[1.0]], [0.0], [[2.0]]),
        ([0.0, 0.0], [[1.0, 0.5], [0.5, 1.0]], [0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]]),
        ([0.0, 0.0], [[1.0, 0.5], [0.5, 1.0]], [1.0, 0.0], [[1.0, -0.5], [-0.5, 1.0]]),
    ]
    composed = (MEAN, FACTOR, MEAN.flip(1), FACTOR.flip(0) + 0.3)
    return (
        formulas.KL.smallest(function, examples, generic)
        or formulas.KL.value(function, MEAN, one, MEAN[0], two[0])
        or formulas.KL_OF_FACTORS.gradient(formulas.of_factors(function), *composed)
        or formulas.KL_OF_FACTORS.kind(formulas.of_factors(function), *composed)
        or formulas.many_dimensions(function, torch.Generator().manual_seed(3))
    )


@public
def posterior_linear_gaussian(function: Function) -> Verdict:
    """``posterior_linear_gaussian(x, weight, bias, noise_var)``."""
    return formulas.POSTERIOR.gradient(function, X, *MODEL) or formulas.POSTERIOR.kind(
        function, X, *MODEL
    )


@public
def fit_local_posterior(function: Function) -> Verdict:
    """``fit_local_posterior(x, mean, log_var, weight, bias, noise_var, steps, lr)``."""
    for steps in (1, 3):
        inputs = (X, MEAN, LOG_VAR, *MODEL, steps, 0.05)
        sentence = formulas.LOCAL.value(function, *inputs)
        if sentence is not None:
            return f"{sentence}\n  with steps = {steps}, lr = 0.05"
    doubles = tuple(t.double() for t in (X, MEAN, LOG_VAR, *MODEL))
    return formulas.LOCAL.value(function, *doubles, 4, 0.02) or formulas.LOCAL.kind(
        function, *doubles, fixed=(2, 0.05)
    )


@public
def amortization_gap(function: Function) -> Verdict:
    """``amortization_gap(x, mean, log_var, weight, bias, noise_var)``."""
    inputs = (X, MEAN, LOG_VAR, *MODEL)
    doubles = [t.double() for t in inputs]
    several = [[part + step for part in doubles] for step in (0.0, 0.1, 0.3, 0.6)]
    sentence = (
        formulas.GAPS.gradient(function, *inputs)
        or formulas.GAPS.kind(function, *inputs)
        or formulas.GAPS.consistent(function, *several)
    )
    return sentence and sentence + NEEDS
