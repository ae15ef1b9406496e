"""Worlds for the exercises of ``chapters/gradients/theory.md``."""

import torch

from labsupport.equations import Domain, Draw, Family, Function, World, finite, grid, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/theory.md")


@PROOFS.world("eq-gradients-exercise-coin")
def coin(draw: Draw) -> World:
    """Two sides with any costs."""
    chance, costs = draw.uniform(0.1, 0.4), draw.normal(2)
    table = torch.stack([1 - chance, chance])
    return World(
        {
            "pi": chance, "x": 1.0,
            "p": Family({"x": lambda x: pick(table, x)}),
            "f": Function("x", lambda x: pick(costs, x)),
        },
        domains={"x": finite(torch.tensor([0.0, 1.0]).double())},
    )  # fmt: skip


def positive(low: float, high: float) -> Domain:
    """A positive number, on a grid of its logarithm."""
    line = grid(low, high, 400)
    return Domain(line.nodes.exp(), line.weights * line.nodes.exp())


@PROOFS.world("eq-gradients-exercise-waiting", r"\mathbb{E}[x^2]")
def waiting(draw: Draw) -> World:
    """The exponential density on a fine grid."""
    p = Family({"x": lambda x, theta: (-x / theta).exp() / theta})
    return World(
        {"theta": draw.positive(), "x": 1.0, "p": p},
        domains={"x": positive(-16.0, 5.0)},
        laws={"": Family({"x": lambda x, theta: (-x / theta).exp() / theta})},
    )
