"""The public checks of topic ``autoencoders``: ``check.e_step(e_step)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from labsupport.checks.autoencoders import derivations, draws, formulas, mixture
from labsupport.checks.compare import Verdict, in_turn, public
from labsupport.checks.formula import Function

pca_encode = formulas.ENCODE.check
pca_decode = formulas.DECODE.check
reconstruction_error = formulas.ERROR.check
e_step = mixture.E_STEP.check
m_step = mixture.M_STEP.check


@public
def fit_pca(function: Function) -> Verdict:
    """``fit_pca(x, latent)``, up to the signs of the directions."""
    return in_turn(function, formulas.spanned(lambda answer, _: formulas.PCA.verdict(answer)))


@public
def sample_mixture(function: Function) -> Verdict:
    """``sample_mixture(decoder, weights, means, covariances, n)``."""
    return in_turn(function, draws.shapes, draws.distribution, draws.counts_vary, draws.kind)


m_step_mean = derivations.M_STEP_MEAN.check
