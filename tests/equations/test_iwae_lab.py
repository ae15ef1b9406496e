"""The worlds in which the formulas of ``chapters/iwae/lab.md`` are computed as printed.

The linear-Gaussian model is that of the lab on the bound.
"""

import math

import torch

from labsupport.equations import Draw, Family, World, pick
from labsupport.equations.proofs import Proofs
from tests.equations.test_elbo_lab import linear

PROOFS = Proofs("chapters/iwae/lab.md")
PROOFS.world("x")(linear)


@PROOFS.world("w", r"\logw")
def tables(draw: Draw) -> World:
    """A joint density at one x and q(z), z having three values."""
    joint, q, z = 0.3 * draw.probabilities(3), draw.probabilities(3), torch.tensor(1.0).double()
    return World(
        {
            "p": Family({"x,z": lambda x, z: pick(joint, z)}),
            "q": Family({"z": lambda z: pick(q, z)}),
            "x": 1.0, "z": z, "w": joint[1] / q[1],
        }
    )  # fmt: skip


@PROOFS.world("z")
def noise(draw: Draw) -> World:
    mu, sigma, epsilon = draw.normal(), draw.positive(), draw.normal()
    values = {"mu": mu, "sigma": sigma, "epsilon": epsilon}
    return World(values | {"z": torch.addcmul(mu, sigma, epsilon)})


@PROOFS.worth
def shares(draw: Draw) -> World:
    """The bound by logarithms; a share is its derivative by the logarithm of a weight."""
    log_w = draw.normal(4)
    share = torch.func.grad(lambda each: each.logsumexp(0))(log_w)
    return World(
        {"w_": log_w.exp(), "m": 4, "k": 4, "b": log_w.logsumexp(0) - math.log(4)},
        ranges={"i": 4, "j": 4},
        worth={
            r"\log\frac{1}{m}\sum_iw_i": log_w.logsumexp(0) - math.log(4),
            r"\log\frac{1}{k}\sum_iw_i": log_w.logsumexp(0) - math.log(4),
            r"w_i/\sum_jw_j": lambda i: share[int(i) - 1],
            "ke^b": log_w.exp().sum(),
        },
    )


@PROOFS.worth
def groups(draw: Draw) -> World:
    """All draws, split into groups of m, counted."""
    m = 2 + draw.seed
    return World({"k": 12, "m": m}, worth={"k/m": len(torch.zeros(12).split(m))})
