"""The public checks of topic ``generative``: ``check.fit_gaussian(fit_gaussian)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from typing import Any

import torch

from labsupport.checks.compare import Verdict, public
from labsupport.checks.formula import Function
from labsupport.checks.generative import densities, derivations, formulas, grid, network

ROWS = torch.tensor(
    [[0.9, -1.3, 0.4], [-0.6, 1.7, 2.1], [1.2, 0.3, -0.8], [0.1, -0.7, 1.5], [2.2, 1.4, -0.3]]
)
X = torch.tensor([[0.9, -1.3, 0.4], [-0.6, 1.7, 2.1], [1.2, 0.3, -0.8], [0.1, -0.7, 1.5]])
MEANS = torch.tensor([[0.4, -1.2, 0.3], [1.5, 0.7, -0.9]])
FACTORS = torch.tensor(
    [
        [[0.9, 0.4, -0.2], [-0.3, 1.1, 0.5], [0.6, 0.2, 0.7]],
        [[0.6, -0.7, 0.3], [0.8, 0.5, -0.4], [0.1, 0.9, 1.2]],
    ]
)
COUNTS = torch.tensor([2, 7])
LINE = torch.tensor([[-1.7, 0.6], [0.9, 2.3]])
MIXTURE = (
    torch.tensor([0.3, -0.9, 1.1]),
    torch.tensor([-1.5, 0.4, 2.2]),
    torch.tensor([0.2, -0.6, 0.5]),
)
GRID = torch.tensor([-2.0, -1.4, -0.5, -0.1, 0.8, 1.1, 2.3])
LOG_F = torch.tensor([-1.2, 0.7, -0.3, 0.2, 0.5, 1.4, -0.8])
U = torch.tensor([0.83, 0.12, 0.55, 0.0, 0.97])


@public
def parameter_shapes(function: Function) -> Verdict:
    """``parameter_shapes(input_dim, hidden_dim, output_dim)`` for two networks."""
    for sizes in ((4, 3, 2), (784, 1024, 10), (1, 5, 2), (3, 1, 4), (2, 3, 1)):
        sentence = formulas.shapes(function, *sizes)
        if sentence is not None:
            named = zip(("input_dim", "hidden_dim", "output_dim"), sizes, strict=True)
            return f"{sentence}\n  with " + ", ".join(f"{name} = {size}" for name, size in named)
    return None


@public
def Classifier(cls: Any) -> Verdict:
    """``Classifier(input_dim, hidden_dim, output_dim, dropout_ratio)``."""

    def make(*arguments: Any) -> network.Handle:
        return network.Handle(cls(*arguments))

    return (
        network.shapes(make)
        or network.value(make, torch.Generator().manual_seed(7))
        or network.dropout(make, 0.25)
        or network.dropout(make, 0.75)
        or network.dropout(make, 0.0)
        or network.gradient(make, torch.Generator().manual_seed(8))
        or network.kind(make, torch.Generator().manual_seed(9))
    )


@public
def fit_gaussian(function: Function) -> Verdict:
    """``fit_gaussian(x)``, shape (n, d) -> (d,) and (d, d)."""
    examples = [
        [[[1.0], [3.0]]],
        [[[1.0, 0.0], [3.0, 4.0]]],
        [[[1.0, 0.0], [3.0, 4.0], [2.0, 5.0]]],
    ]
    term = formulas.GAUSSIAN
    outlier = torch.cat([ROWS.repeat(4, 1), 50 + ROWS[:1]])
    return (
        term.smallest(function, examples, [ROWS])
        or term.value(function, outlier)
        or term.gradient(function, ROWS)
        or term.kind(function, ROWS)
    )


@public
def bayes_classifier(function: Function) -> Verdict:
    """``bayes_classifier(x, means, covariances, counts)``."""
    inputs = (X, MEANS, FACTORS, COUNTS)
    given = (X, MEANS, formulas.covariances_of(FACTORS), COUNTS)
    ones = [[[1.0]], [[1.0]]]
    examples = [
        [[[0.0], [1.0]], [[0.0], [2.0]], ones, [1, 1]],
        [[[0.0], [1.0]], [[0.0], [2.0]], ones, [1, 3]],
        [[[0.0], [1.0]], [[0.0], [2.0]], [[[1.0]], [[4.0]]], [1, 3]],
        [[[0.0, 1.0]], [[0.0, 0.0], [2.0, 0.0]], [[[1.0, 0.5], [0.5, 1.0]]] * 2, [1, 3]],
    ]
    return (
        formulas.BAYES.smallest(function, examples, given)
        or formulas.bayes_far(function, *inputs)
        or formulas.bayes_gradient(function, *inputs)
        or formulas.bayes_kind(function, *inputs)
    )


@public
def transformed_log_prob(function: Function) -> Verdict:
    """``transformed_log_prob(x, skew, tail)``."""
    term = densities.TRANSFORMED
    generic = (LINE, torch.tensor(0.6), torch.tensor(0.7))
    examples = [
        ([0.0], 0.0, 1.0),
        ([1.0], 0.0, 1.0),
        ([0.0], 0.0, 2.0),
        ([0.0], 1.0, 1.0),
        (1.0, 0.5, 0.8),
        ([1.0, -2.0], 0.5, 0.8),
    ]
    return (
        term.smallest(function, examples, generic)
        or term.far(function, 100 * LINE, *generic[1:])
        or term.gradient(function, *generic)
        or term.kind(function, *generic)
    )


@public
def mixture_log_prob(function: Function) -> Verdict:
    """``mixture_log_prob(x, logits, means, log_stds)``."""
    term = densities.MIXTURE
    generic = (LINE, *MIXTURE)
    examples = [
        ([0.0], [0.0], [0.0], [0.0]),
        ([1.0], [2.0], [0.0], [0.0]),
        ([0.0], [0.0], [0.0], [1.0]),
        ([0.0], [0.0, 0.0], [0.0, 2.0], [0.0, 0.0]),
        ([0.0, 1.0], [1.0, 0.0], [0.0, 2.0], [0.0, 0.0]),
    ]
    return (
        densities.mixture_raises(function, *generic)
        or term.smallest(function, examples, generic)
        or densities.mixture_far(function, *generic)
        or densities.mixture_extreme(function, torch.float32)
        or term.gradient(function, *generic)
        or term.kind(function, *generic)
    )


@public
def fit_mixture(function: Function) -> Verdict:
    """``fit_mixture(x, logits, means, log_stds, steps, lr)``."""
    x = torch.cat([LINE.flatten(), -LINE.flatten() / 3])
    for steps in (1, 4):
        sentence = densities.fitted(function, x, *MIXTURE, steps, 0.2)
        if sentence is not None:
            # What differs from step to step shows in several of them.
            named = densities.fitted(function, x, *MIXTURE, 4, 0.2) or sentence
            parts = "\n  (it can only be right if the functions that it calls have their ✓)"
            return f"{named}\n  with steps = {steps}, lr = 0.2{parts}"
    return (
        densities.fitted(function, 6 * x, *MIXTURE, 2, 0.02)  # long gradients
        or densities.every_step(function, *(t.double() for t in (x, *MIXTURE)), 30, 1e-4)
        or densities.fitted_kind(function, x, *MIXTURE, 3, 0.1)
    )


@public
def sample_on_grid(function: Function) -> Verdict:
    """``sample_on_grid(log_f, grid, u)``."""
    term, inputs = grid.GRID, (LOG_F, GRID, U)
    examples = [
        [[0.0, 0.0], [0.0, 1.0], [0.25, 0.5]],
        [[0.0, 0.0, 0.0], [0.0, 1.0, 3.0], [0.25, 0.5]],
        [[0.0, 1.0, 0.5], [0.0, 1.0, 3.0], [0.25, 0.5]],
    ]
    return (
        term.smallest(function, examples, inputs)
        or grid.grid_stable(function, *inputs)
        or term.gradient(function, *inputs)
        or term.kind(function, *inputs)
    )


likelihood_derivation = derivations.LIKELIHOOD_DERIVATION.check
