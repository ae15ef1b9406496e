"""The public checks of topic ``flows``: each prints ✓ or ✗."""

from labsupport.checks.flows import chains, couplings, derivations, maps

planar_constraint = maps.PLANAR_CONSTRAINT.check
planar_forward = maps.PLANAR_FORWARD.check
radial_forward = maps.RADIAL_FORWARD.check
flow_free_energy = chains.FLOW_FREE_ENERGY.check
coupling_forward = couplings.COUPLING_FORWARD.check
coupling_inverse = couplings.COUPLING_INVERSE.check
autoregressive_forward = couplings.AUTOREGRESSIVE_FORWARD.check
leapfrog = chains.LEAPFROG.check
change_of_variables = derivations.CHANGE_OF_VARIABLES.check
planar_determinant = derivations.PLANAR_DETERMINANT.check
flow_elbo = derivations.FLOW_ELBO.check
