"""Worlds for the exercises of ``chapters/generative/theory.md``."""

import torch
from torch.distributions import LogNormal

from labsupport.equations import Domain, Draw, Family, World, grid
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/generative/theory.md")


@PROOFS.world("eq-generative-rate")
def waiting(draw: Draw) -> World:
    """The best rate by a search over many, in steps that shrink."""
    times = draw.uniform(0.2, 3.0, 5)
    low, high = torch.tensor(0.01).double(), torch.tensor(20.0).double()
    for _ in range(60):
        rates = torch.linspace(float(low), float(high), 50).double()
        best = int((rates.log() - rates * times.mean()).argmax())
        low, high = rates[max(best - 1, 0)], rates[min(best + 1, 49)]
    return World({"hat_r": (low + high) / 2, "bar_x": times.mean()})


def positive(low: float, high: float) -> Domain:
    """A positive number, on a grid of its logarithm."""
    line = grid(low, high, 400)
    return Domain(line.nodes.exp(), line.weights * line.nodes.exp())


@PROOFS.world("eq-generative-log-normal", "e^0")
def prices(draw: Draw) -> World:
    """The density of torch.distributions; integrals over a fine grid of x."""
    law = LogNormal(torch.zeros(()).double(), torch.ones(()).double(), validate_args=False)
    return World(
        {
            "x": draw.positive(),
            "p": Family({"x": lambda x: law.log_prob(x).exp()}),
        },
        domains={"x": positive(-12.0, 14.0)},
    )
