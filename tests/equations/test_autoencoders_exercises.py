"""Worlds for the exercises of ``chapters/autoencoders/theory.md``."""

import torch
from torch.distributions import Normal

from labsupport.equations import Draw, Function, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/autoencoders/theory.md")


@PROOFS.world("eq-autoencoders-exercise-direction", worlds=1)
def two_pixels(draw: Draw) -> World:
    """The direction by the eigenvectors of torch."""
    cov = torch.tensor([[2.0, 1.0], [1.0, 2.0]]).double()
    return World({"C": cov, "v": torch.linalg.eigh(cov)[1][:, 1]})


@PROOFS.world("eq-autoencoders-exercise-share")
def two_codes(draw: Draw) -> World:
    """Bayes' rule for two Gaussians."""

    def share(z: torch.Tensor) -> torch.Tensor:
        first, second = (Normal(m, 1.0).log_prob(z).exp() for m in (1.0, -1.0))
        return first / (first + second)

    return World({"z": draw.normal(), "r": Function("z", share)})
