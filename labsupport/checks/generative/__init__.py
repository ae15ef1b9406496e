"""The public checks of topic ``generative``: ``check.fit_gaussian(fit_gaussian)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from typing import Any

from labsupport.checks.compare import Verdict, in_turn, public
from labsupport.checks.formula import Function
from labsupport.checks.generative import ascent, densities, derivations, formulas, grid, network
from labsupport.checks.modules import made_by

fit_gaussian = formulas.FIT_GAUSSIAN.check
bayes_classifier = formulas.BAYES.check
transformed_log_prob = densities.TRANSFORMED.check
fit_mixture = ascent.FIT.check
sample_on_grid = grid.GRID.check


@public
def parameter_shapes(function: Function) -> Verdict:
    """``parameter_shapes(input_dim, hidden_dim, output_dim)`` for several networks."""
    return in_turn(function, formulas.shapes)


@public
def Classifier(cls: Any) -> Verdict:
    """``Classifier(input_dim, hidden_dim, output_dim, dropout_ratio)``."""
    verdicts = (network.value, network.dropout, network.gradient, network.kind)
    return in_turn(made_by(cls), network.shapes, *verdicts)


@public
def mixture_log_prob(function: Function) -> Verdict:
    """``mixture_log_prob(x, logits, means, log_stds)``."""
    return in_turn(function, densities.mixture_raises) or densities.MIXTURE.verdict(function)


likelihood_derivation = derivations.LIKELIHOOD_DERIVATION.check
