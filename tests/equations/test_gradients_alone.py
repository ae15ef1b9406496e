"""Worlds for the slope through z alone in ``chapters/gradients/theory.md``."""

import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport.equations import Draw, Family, Function, World, finite, grid, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/theory.md")


@PROOFS.world("eq-gradients-alone")
def at_the_goal(draw: Draw) -> World:
    """A table of x and z; q is the posterior."""
    joint = draw.probabilities(12).reshape(3, 4)
    family = Family(
        {
            "x": lambda x: pick(joint.sum(1), x),
            "x,z": lambda x, z: pick(joint, x, z),
        }
    )
    given = joint / joint.sum(1, keepdim=True)
    return World(
        {
            "p_theta": family, "q_phi": Family({"z|x": lambda z, x: pick(given, x, z)}),
            "x": 1.0, "z": float(draw.seed), "theta": 0.0, "phi": 0.0,
        },
        domains={"z": finite(torch.arange(4.0).double())},
    )  # fmt: skip


@PROOFS.world("eq-gradients-alone-variance")
def beside_the_goal(draw: Draw) -> World:
    """Slopes of one draw by automatic differentiation, with the noise held fixed."""
    mu, sigma, m, precision = draw.normal(), draw.positive(), draw.normal(), draw.positive()

    def slope(z: Tensor, alone: bool) -> Tensor:
        noise = (z - mu) / sigma

        def cost(at: Tensor) -> Tensor:
            moved = at + sigma * noise
            centre = mu if alone else at
            return -0.5 * precision * (moved - m) ** 2 + 0.5 * ((moved - centre) / sigma) ** 2

        return torch.func.grad(cost)(mu + 0 * z)

    law = Normal(mu, sigma)
    return World(
        {
            "sigma": sigma, "Lambda": precision, "z": 0.2,
            "g": Function("z", lambda z: slope(z, False)),
            "h": Function("z", lambda z: slope(z, True)),
            "q": Family({"z": lambda z: law.log_prob(z).exp()}),
        },
        domains={"z": grid(-22.0, 22.0, 600)},
    )  # fmt: skip
