"""Worlds for the exercises of ``chapters/monte_carlo/theory.md``."""

import math

import torch
from torch.distributions import Normal

from labsupport.equations import Draw, Family, Function, World, grid
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/monte_carlo/theory.md")
ZERO = torch.zeros(()).double()


@PROOFS.world("eq-monte_carlo-exercise-second", "0.7^2")
def normals(draw: Draw) -> World:
    """A wide, a narrow and a very wide proposal for the standard normal."""
    s = torch.tensor([1.6, 0.9, 1.3][draw.seed]).double()
    p, q = Normal(ZERO, ZERO + 1), Normal(ZERO, s)
    return World(
        {"s": s, "w": lambda x: (p.log_prob(x) - q.log_prob(x)).exp(),
         "q": Family({"x": lambda x: q.log_prob(x).exp()}), "x": 0.3},
        domains={"x": grid(-12.0, 12.0)},
    )  # fmt: skip


@PROOFS.world("eq-monte_carlo-exercise-shift", "q(x)")
def shifted(draw: Draw) -> World:
    """Beyond 20, where the proposal lives."""
    law = torch.distributions.Exponential(1.0)
    return World(
        {
            "x": 20 + draw.positive(), "p": Family({"x": lambda x: law.log_prob(x).exp()}),
            "q": Family({"x": lambda x: law.log_prob(x - 20).exp()}),
            "w": Function("x", lambda x: math.exp(-20.0) + 0 * x),
        }
    )  # fmt: skip


@PROOFS.world("p(x)#2")
def target(draw: Draw) -> World:
    """Where the density is not so small that nothing tells it from its half."""
    law, x = torch.distributions.Exponential(1.0), draw.positive()
    return World({"x": x, "p": Family({"x": lambda x: law.log_prob(x).exp()})})
