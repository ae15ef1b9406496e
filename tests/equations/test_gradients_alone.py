"""Worlds for a policy, and for the slope through z alone, in ``chapters/gradients/theory.md``."""

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


@PROOFS.world("eq-gradients-policy")
def episodes(draw: Draw) -> World:
    """Two steps with two actions; the second state is the first action."""
    theta, returns = draw.normal(2), draw.normal(2, 2)

    def policy(a: Tensor, s: Tensor, theta: Tensor) -> Tensor:
        one = torch.sigmoid(pick(theta, s))
        return a * one + (1 - a) * (1 - one)

    def states(a_: Tensor) -> Tensor:
        return torch.stack([0 * a_[0], a_[0]])

    def chance(a_: Tensor, theta: Tensor) -> Tensor:
        first, second = states(a_)
        return policy(a_[0], first, theta) * policy(a_[1], second, theta)

    codes = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]).double()
    return World(
        {
            "theta": theta, "T": 2, "a_": codes[1], "s_": states,
            "R": lambda a_: pick(returns, a_[0], a_[1]), "pi_theta": Family({"a|s": policy}),
        },
        domains={"a_": finite(codes)}, ranges={"t": 2}, laws={"": Family({"a_": chance})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-second")
def curvature(draw: Draw) -> World:
    """A table whose logits move with theta; the score by automatic differentiation."""
    start, direction, costs = draw.normal(4), draw.normal(4), draw.normal(4)

    def log_p(x: Tensor, theta: Tensor) -> Tensor:
        return pick(torch.log_softmax(start + theta * direction + (theta * direction) ** 2, 0), x)

    return World(
        {
            "theta": draw.normal(), "x": 1.0,
            "p": Family({"x": lambda x, theta: log_p(x, theta).exp()}),
            "f": Function("x", lambda x: pick(costs, x)),
            "s": Function("x;theta", lambda x, theta: torch.func.grad(log_p, 1)(x, theta)),
        },
        domains={"x": finite(torch.arange(4.0).double())},
    )  # fmt: skip
