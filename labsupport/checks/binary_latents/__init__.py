"""The public checks of topic ``binary_latents``: each prints ✓ or ✗."""

from labsupport.checks.binary_latents import derivations, draws, formulas, likelihood

bernoulli_kl = formulas.BERNOULLI_KL.check
exact_gradient = formulas.EXACT_GRADIENT.check
score_surrogate = draws.SCORE_SURROGATE.check
leave_one_out = formulas.LEAVE_ONE_OUT.check
vimco_signal = formulas.VIMCO_SIGNAL.check
disarm_gradient = formulas.DISARM_GRADIENT.check
relaxed_sample = draws.RELAXED_SAMPLE.check
straight_through = draws.STRAIGHT_THROUGH.check
log_likelihood = likelihood.LOG_LIKELIHOOD.check
kl_derivation = derivations.KL_DERIVATION.check
baseline_derivation = derivations.BASELINE_DERIVATION.check
