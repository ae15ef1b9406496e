"""The public checks of topic ``elbo``: ``check.log_joint(log_joint)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from labsupport.checks.compare import Verdict, in_turn, public
from labsupport.checks.declaration import NEEDS
from labsupport.checks.elbo import derivations, draws, formulas, posteriors
from labsupport.checks.formula import Function

log_joint = formulas.LOG_JOINT.check
gaussian_kl_full = formulas.GAUSSIAN_KL_FULL.check
posterior_linear_gaussian = posteriors.POSTERIOR.check
fit_local_posterior = posteriors.LOCAL.check
amortization_gap = posteriors.AMORTIZATION_GAP.check
elbo_derivation = derivations.ELBO_DERIVATION.check
kl_identity = derivations.KL_IDENTITY.check


@public
def elbo_monte_carlo(function: Function) -> Verdict:
    """``elbo_monte_carlo(x, mean, scale_tril, weight, bias, noise_var, k)``."""
    verdicts = (draws.exact, draws.distribution, draws.fresh, draws.gradient, draws.kind)
    sentence = in_turn(function, *verdicts)
    return sentence and sentence + NEEDS


posterior_derivation = derivations.POSTERIOR_DERIVATION.check
