"""The public checks of topic ``iwae``: each prints ✓ or ✗."""

from labsupport.checks.iwae import bounds, derivations, gradients, paths

bound_of_groups = bounds.BOUND_OF_GROUPS.check
shares = gradients.SHARES.check
bound_gradient = gradients.BOUND_GRADIENT.check
path_log_w = paths.PATH_LOG_W.check
doubly_reparameterized = gradients.DOUBLY_REPARAMETERIZED.check
signal_to_noise = gradients.SIGNAL_TO_NOISE.check
add_draws = bounds.ADD_DRAWS.check
sandwich = bounds.SANDWICH.check
bound_derivation = derivations.BOUND_DERIVATION.check
rising_derivation = derivations.RISING_DERIVATION.check
gradient_derivation = derivations.GRADIENT_DERIVATION.check
