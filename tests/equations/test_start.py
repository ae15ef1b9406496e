"""The worlds in which the formulas of ``chapters/start/theory.md`` are computed as printed."""

import math

import mpmath
import numpy as np
import pytest
import torch

from labsupport.equations import Draw, Function, Meaning, World
from labsupport.equations.proofs import ROOT, Proofs
from labsupport.objectives import iwae_bound

PROOFS = Proofs("chapters/start/theory.md")
PAGE = " ".join((ROOT / PROOFS.page).read_text(encoding="utf-8").split())


@PROOFS.world(
    "eq-start-log-mean-exp", "eq-start-shift", "eq-start-bounds", "eq-start-jensen",
    "eq-start-gradient", worlds=4,
)  # fmt: skip
def logarithms(draw: Draw) -> World:
    """Three log-weights; lme by the code of the package. World 2: all equal; 3: one has it all."""
    log_w = {2: torch.full((3,), -1.5), 3: torch.tensor([-900.0, 0.7, -900.0])}.get(draw.seed)
    log_w = 2 * draw.normal(3) if log_w is None else log_w.double()
    return World(
        {
            "ell_": log_w,
            "k": 3,
            "m": draw.normal(),
            "lme": Function("...", lambda ell_: iwae_bound(ell_[:, None]).sum()),
        },
        ranges={"i": 3, "j": 3},
        tight=draw.seed >= 2,
    )


@PROOFS.world(r"\ell_i", r"\log(ab)")
def weights(draw: Draw) -> World:
    """The products of powers of two have exact logarithms."""
    a, b = 2.0 ** (1 + draw.seed), 2.0**-5
    w = torch.tensor([2.0, 0.25, 8.0]).double()
    powers = torch.tensor([1.0, -2.0, 3.0]).double()
    return World({"a": a, "b": b, "w": w, "ell": powers * math.log(2)}, ranges={"i": 3})


@PROOFS.world(r"\log1000")
def numbers(draw: Draw) -> World:
    return World({})


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_exponentials_leave_the_range_where_the_page_says(dtype):
    """Each limit is right to the digit that is printed: one unit further in, the number fits."""
    if dtype is np.float32:  # words stand between the numbers of eq-start-range
        limits = [
            chain.sides[1]
            for chain in PROOFS.printed["eq-start-range"].tree.chains
            if chain.label.endswith("for")
        ]
        lowest, highest = (float(Meaning(World({}), "").number(each)) for each in limits)
    else:
        lowest, highest = -746.0, 710.0
        assert "with 64 bits the same happens at −746 and 710" in PAGE
    unit = 0.1 if highest % 1 else 1
    with np.errstate(over="ignore", under="ignore"):
        assert dtype(mpmath.exp(lowest)) <= 0  # rounded
        assert dtype(mpmath.exp(lowest + 1)) > 0
        assert np.isinf(dtype(mpmath.exp(highest)))
        assert np.isfinite(dtype(mpmath.exp(highest - unit)))
