"""The public checks of topic ``local_reparameterization``: each prints ✓ or ✗.

A right draw gets a false ✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from labsupport.checks.local_reparameterization import (
    activations,
    bounds,
    derivations,
    predictions,
    weights,
)

sgvb = bounds.SGVB.check
variance_parts = bounds.VARIANCE_PARTS.check
gaussian_weight_kl = weights.GAUSSIAN_WEIGHT_KL.check
separate_activations = weights.SEPARATE_ACTIVATIONS.check
activation_moments = activations.ACTIVATION_MOMENTS.check
draw_activations = activations.check
dropout_activations = weights.DROPOUT_ACTIVATIONS.check
predictive_log_prob = predictions.PREDICTIVE_LOG_PROB.check
calibration_error = predictions.CALIBRATION_ERROR.check
variance_derivation = derivations.VARIANCE_DERIVATION.check
activation_derivation = derivations.ACTIVATION_DERIVATION.check
