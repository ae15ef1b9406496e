"""Worlds for directions, coordinate ascent and stochastic steps in ``chapters/elbo/theory.md``.

Best values come from gradients and Newton steps; means of the other factor are exact moments.
"""

import torch
from torch import Tensor
from torch.distributions import Categorical as Choice
from torch.distributions import MixtureSameFamily, Normal

from labsupport.equations import Draw, Family, World, grid, newton
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/elbo/theory.md")


@PROOFS.world("eq-elbo-moments", r"-\mathbb{E}_p[\logq(z)]")
def two_humps(draw: Draw) -> World:
    """A mixture on a grid; the best normal by Newton steps on the forward divergence."""
    means = torch.stack([-1 - draw.uniform(0, 1), 1 + draw.uniform(0, 1)])
    law = MixtureSameFamily(Choice(draw.probabilities(2)), Normal(means, draw.uniform(0.7, 1, 2)))
    z = grid(-12.0, 12.0)
    mass = law.log_prob(z.nodes).exp() * z.weights

    def forward(at: Tensor) -> Tensor:
        square = (z.nodes - at[0]).square()
        return (mass * (0.5 * square * torch.exp(-2 * at[1]) + at[1])).sum()

    best = newton(forward, torch.stack([mass @ z.nodes + 0.1, torch.tensor(0.4).double()]))
    at = torch.stack([draw.normal(), draw.positive().log()])

    def log_guess(z: Tensor, mu: Tensor, sigma: Tensor) -> Tensor:
        return -0.5 * ((z - mu) / sigma) ** 2 - sigma.log() - 0.5 * torch.log(2 * torch.pi + 0 * mu)

    return World(
        {
            "p": Family({"z": lambda z: law.log_prob(z).exp()}),
            "q": Family({"z": lambda z, mu, sigma: log_guess(z, mu, sigma).exp()}),
            "mu": at[0], "sigma": at[1].exp(), "hat_mu": best[0], "hat_sigma": best[1].exp(),
        },
        domains={"z": z},
        several={"mu": [0.3, -0.4, 1.1], "sigma": [0.9, 1.2, 1.6]},
    )  # fmt: skip


@PROOFS.world("eq-elbo-cavi")
def unknown_normal(draw: Draw) -> World:
    """Slopes of the mean of log p(x, nu, tau) under the other factor give each parameter."""
    x, s_0, a_0, b_0 = draw.normal(4), draw.positive(), draw.uniform(1, 2), draw.uniform(1, 2)
    bar_tau = draw.positive()

    def in_nu(nu: Tensor) -> Tensor:
        return -0.5 * nu**2 / s_0**2 - 0.5 * bar_tau * (x - nu).square().sum()

    omega = -torch.func.grad(torch.func.grad(in_nu))(torch.tensor(0.0).double())
    eta = newton(lambda nu: -in_nu(nu[0]), torch.zeros(1).double())[0]
    nodes = torch.tensor([-1.0, 1.0]).double() / omega.sqrt() + eta  # with the right two moments

    def in_tau(tau: Tensor) -> Tensor:
        squares = torch.stack([(x - nu).square().sum() for nu in nodes]).mean()
        return (a_0 - 1) * tau.log() - b_0 * tau + 2 * tau.log() - 0.5 * tau * squares

    # (a - 1) log tau - b tau has the slope (a - 1) / tau - b: two places give a and b.
    slope = torch.func.grad(in_tau)
    one, two = slope(torch.tensor(1.0).double()), slope(torch.tensor(2.0).double())
    a = 1 + 2 * (one - two)
    return World(
        {
            "N": 4, "x_": x, "s_0": s_0, "a_0": a_0, "b_0": b_0, "bar_tau": bar_tau,
            "omega": omega, "eta": eta, "a": a, "b": a - 1 - one,
        },
        ranges={"n": 4},
    )  # fmt: skip


@PROOFS.world("eq-elbo-svi")
def part_of_the_way(draw: Draw) -> World:
    b, hat_b, rho = draw.positive(), 2 + draw.positive(), draw.uniform(0.2, 0.4)
    return World({"b": b, "hat_b": hat_b, "rho": rho, "next_b": torch.lerp(b, hat_b, rho)})


@PROOFS.world(r"-\log0.4", worlds=1)
def numbers(draw: Draw) -> World:
    return World({})
