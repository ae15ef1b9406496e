"""The public checks of topic ``wake_sleep``: each prints ✓ or ✗, and none is a matter of luck."""

from labsupport.checks.wake_sleep import derivations, energies, layers, phases

free_energy = energies.FREE_ENERGY.check
boltzmann = energies.BOLTZMANN.check
divergences = energies.DIVERGENCES.check
log_joint = layers.LOG_JOINT.check
dream = layers.DREAM.check
sleep_loss = layers.SLEEP_LOSS.check
wake_sleep = phases.WAKE_SLEEP.check
reweighted = phases.REWEIGHTED.check
evaluate = phases.EVALUATE.check
boltzmann_derivation = derivations.BOLTZMANN_DERIVATION.check
sleep_derivation = derivations.SLEEP_DERIVATION.check
