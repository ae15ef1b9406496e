"""Worlds for the exercises of ``chapters/elbo/theory.md``."""

import torch
from torch.distributions import Normal

from labsupport.equations import Draw, Family, World, grid
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/elbo/theory.md")
ZERO = torch.zeros(()).double()


@PROOFS.world("eq-elbo-exercise-two", worlds=1)
def numbers(draw: Draw) -> World:
    return World({})


@PROOFS.world("eq-elbo-exercise-directions")
def widths(draw: Draw) -> World:
    """Both directions by integrals over a grid."""
    s = torch.tensor([1.6, 0.7, 1.2][draw.seed]).double()
    return World(
        {
            "s": s,
            "q": Family({"z": lambda z: Normal(ZERO, ZERO + 1).log_prob(z).exp()}),
            "p": Family({"z": lambda z: Normal(ZERO, s).log_prob(z).exp()}),
        },
        domains={"z": grid(-16.0, 16.0)},
    )
