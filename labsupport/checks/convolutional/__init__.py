"""The public checks of topic ``convolutional``: each prints ✓ or ✗."""

from labsupport.checks.convolutional import derivations, maps, pictures

unpool = maps.UNPOOL.check
transposed_kernel = maps.TRANSPOSED_KERNEL.check
up_convolution = maps.UP_CONVOLUTION.check
phase_sums = maps.PHASE_SUMS.check
recolour = pictures.RECOLOUR.check
picture_log_likelihood = pictures.PICTURE_LOG_LIKELIHOOD.check
style_bounds = pictures.STYLE_BOUNDS.check
interpolate = pictures.INTERPOLATE.check
mask_bound_derivation = derivations.MASK_BOUND_DERIVATION.check
