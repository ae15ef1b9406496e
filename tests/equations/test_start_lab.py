"""The worlds in which the formulas of ``chapters/start/lab.md`` are computed as printed."""

import math

import torch

from labsupport.equations import Draw, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/start/lab.md")


@PROOFS.world(r"\ell_i")
def logarithms(draw: Draw) -> World:
    ell = draw.normal(4)
    return World({"ell_": ell, "w_": ell.exp()}, ranges={"i": 4})


@PROOFS.world("c")
def naive_end(draw: Draw) -> World:
    """Where the sum of the five numbers of the cell, shifted by c, passes the largest of 32 bits.

    Both numbers of the print are rounded to two digits, so c is as well.
    """
    largest = math.log(torch.finfo(torch.float32).max)
    own = float(torch.linspace(-1, 1, 5).double().logsumexp(0))
    return World({"c": round(largest, 2) - round(own, 2)})


@PROOFS.worth
def averages(draw: Draw) -> World:
    """The logarithm of a mean by its product form; the sum of five numbers of the cell."""
    ell = draw.normal(4)
    mean = torch.expm1(ell).mean().log1p()
    total = torch.linspace(-1, 1, 5).double().exp().sum().log()
    c = draw.normal()
    return World(
        {"ell_": ell, "k": 4, "m": draw.normal(), "c": c},
        worth={
            r"\log\frac{1}{k}\sum_ie^{\ell_i}": mean,
            r"m+\log\frac{1}{k}\sum_ie^{\ell_i-m}": mean,
            "e^{c+1.85}": c.exp() * math.exp(round(float(total), 2)),
        },
        ranges={"i": 4},
    )
