"""The public checks of topic ``generative``: ``check.fit_gaussian(fit_gaussian)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from typing import Any

import torch

from labsupport.checks.compare import Verdict, public
from labsupport.checks.formula import Function
from labsupport.checks.generative import ascent, densities, derivations, formulas, grid, network

fit_gaussian = formulas.FIT_GAUSSIAN.check
bayes_classifier = formulas.BAYES.check
transformed_log_prob = densities.TRANSFORMED.check
fit_mixture = ascent.FIT.check
sample_on_grid = grid.GRID.check


@public
def parameter_shapes(function: Function) -> Verdict:
    """``parameter_shapes(input_dim, hidden_dim, output_dim)`` for several networks."""
    for sizes in formulas.SIZES:
        sentence = formulas.shapes(function, *sizes)
        if sentence is not None:
            return "{}\n  with input_dim = {}, hidden_dim = {}, output_dim = {}".format(
                sentence, *sizes
            )
    return None


@public
def Classifier(cls: Any) -> Verdict:
    """``Classifier(input_dim, hidden_dim, output_dim, dropout_ratio)``."""
    return network.every(lambda *sizes: network.Handle(cls(*sizes)))


@public
def mixture_log_prob(function: Function) -> Verdict:
    """``mixture_log_prob(x, logits, means, log_stds)``."""
    generator = torch.Generator().manual_seed(7)
    return densities.mixture_raises(function, generator) or densities.MIXTURE.verdict(function)


likelihood_derivation = derivations.LIKELIHOOD_DERIVATION.check
