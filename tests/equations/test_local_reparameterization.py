"""The worlds in which the formulas of the page ``local_reparameterization`` are computed as printed."""

import torch

from labsupport.equations import Draw, Family, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/local_reparameterization/theory.md")


@PROOFS.world("eq-local_reparameterization-log-density")
def waiting(draw: Draw) -> World:
    """The density by its definition, the rate times the share that still waits."""
    rate = draw.positive()
    density = Family({"x": lambda x: rate * torch.exp(-rate * x)})
    return World({"p": density, "r": rate, "x": draw.positive()})
