"""The worlds in which the formulas of ``chapters/iwae/lab.md`` are computed as printed.

The linear-Gaussian model is that of the lab on the bound.
"""

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
