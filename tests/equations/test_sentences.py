"""The worlds in which the formulas of the page ``sentences`` are computed as printed."""

import torch

from labsupport.equations import Draw, Family, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/sentences/theory.md")


@PROOFS.world("eq-sentences-log-density")
def waiting(draw: Draw) -> World:
    """The density by its definition, the rate times the share that still waits."""
    rate = draw.positive()
    density = Family({"x": lambda x: rate * torch.exp(-rate * x)})
    return World({"p": density, "r": rate, "x": draw.positive()})
