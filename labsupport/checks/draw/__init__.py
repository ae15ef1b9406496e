"""The public checks of topic ``draw``: each prints ✓ or ✗.

A right ``generate`` gets a false ✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from labsupport.checks.draw import derivations, places, steps, windows

filter_centres = windows.FILTER_CENTRES.check
filterbank = windows.FILTERBANK.check
read = windows.READ.check
write = windows.WRITE.check
latent_loss = steps.LATENT_LOSS.check
draw_step = steps.DRAW_STEP.check
generate = steps.GENERATE
location_loss = places.LOCATION_LOSS.check
latent_loss_derivation = derivations.LATENT_LOSS_DERIVATION.check
location_gradient = derivations.LOCATION_GRADIENT.check
