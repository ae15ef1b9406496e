"""Worlds for the exercises of ``chapters/start/theory.md``."""

import torch

from labsupport.equations import Draw, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/start/theory.md")


@PROOFS.world("eq-start-two-weights", "e^{0.7}", worlds=1)
def numbers(draw: Draw) -> World:
    return World({})


@PROOFS.world("eq-start-share-slope", "s_j")
def shares(draw: Draw) -> World:
    """Three log-weights; the shares by softmax."""
    return World(
        {"ell_": draw.normal(3), "s_": lambda ell_: torch.softmax(ell_, 0)},
        ranges={"i": 3, "j": 3},
    )
