"""Worlds for steps and examples in the running text of ``chapters/gradients/theory.md``."""

from itertools import pairwise

import numpy as np
import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport.equations import Domain, Draw, Family, Function, World, finite, grid, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/theory.md")
ONE = torch.ones((), dtype=torch.float64)


def normal(x: Tensor) -> Tensor:
    return Normal(0 * ONE, ONE, validate_args=False).log_prob(x).exp()


def legendre(*borders: float) -> Domain:
    at, weight = (torch.tensor(each) for each in np.polynomial.legendre.leggauss(40))
    nodes, weights = [], []
    for low, high in pairwise(borders):
        nodes.append(low + (high - low) * (at + 1) / 2)
        weights.append((high - low) / 2 * weight)
    return Domain(torch.cat(nodes), torch.cat(weights))


@PROOFS.world(r"\nabla_\theta\logp")
def table(draw: Draw) -> World:
    a, b = draw.normal(4), draw.normal(4)
    p = Family({"x;theta": lambda x, theta: pick(torch.softmax(theta * a + b, 0), x)})
    return World({"p": p, "theta": draw.normal(), "x": float(draw.seed)})


@PROOFS.world(r"F(\theta)")
def path(draw: Draw) -> World:
    """The mean of sin x + x^2 under N(theta, e^(2 theta)) in closed form."""

    def mean(theta: Tensor) -> Tensor:
        variance = (2 * theta).exp()
        return (-variance / 2).exp() * torch.sin(theta) + theta**2 + variance

    return World(
        {
            "theta": draw.normal() / 2, "F": Function("theta", mean),
            "f": Function("x", lambda x: torch.sin(x) + x**2),
            "g": Function("epsilon;theta", lambda epsilon, theta: theta + theta.exp() * epsilon),
            "p": Family({"epsilon": lambda epsilon: normal(epsilon)}),
        },
        domains={"epsilon": grid(-11, 11)},
    )  # fmt: skip


@PROOFS.world(r"\frac{d}{d\theta}F")
def uniform(draw: Draw) -> World:
    """x is uniform between 0 and theta; the mean of the cubic by its integral."""
    theta = draw.positive()
    return World(
        {
            "theta": theta, "f": Function("x", lambda x: x**3 - 2 * x**2 + x + 1),
            "F": lambda theta: theta**3 / 4 - 2 * theta**2 / 3 + theta / 2 + 1,
        },
        domains={"x": legendre(0.0, float(theta))},
        laws={"": Family({"x": lambda x: 1 / theta + 0 * x})},
    )  # fmt: skip


@PROOFS.world(r"\frac{1}{\theta}f(\theta)")
def boundary(draw: Draw) -> World:
    """The example of the page: f(x) = x."""
    return World({"theta": draw.positive(), "f": Function("x", lambda x: x)})


@PROOFS.world(r"\partial\pi_j/\partiala_k")
def softmax(draw: Draw) -> World:
    return World(
        {"a": draw.normal(3), "pi_": lambda a: torch.softmax(a, 0)}, ranges={"j": 3, "k": 3}
    )


@PROOFS.world(r"\mathbb{E}[\hat\beta(\barh-\mathbb{E}[h])]")
def estimated_factor(draw: Draw) -> World:
    """Two draws of h from a table, and any function of both as the factor."""
    h, p, factor = draw.normal(3), draw.probabilities(3), draw.normal(9)
    pairs = torch.cartesian_prod(h, h)
    return World(
        {
            "hat_beta": lambda omega: pick(factor, omega),
            "h": lambda omega: pick(pairs[:, 0], omega),
            "bar_h": lambda omega: pick(pairs.mean(1), omega),
        },
        domains={"omega": finite(torch.arange(9.0).double())},
        laws={"": Family({"omega": lambda omega: pick(torch.outer(p, p).flatten(), omega)})},
    )  # fmt: skip


def cosine(draw: Draw) -> tuple[dict, Tensor]:
    """The slopes of the mean of cos kx in mu and sigma, by autograd under a sum over a grid."""
    mu, sigma, k = draw.normal(), draw.positive(), draw.positive()
    line = grid(-11, 11, 400)
    weights = line.weights * Normal(0 * ONE, ONE).log_prob(line.nodes).exp()
    both = torch.stack([mu, sigma]).requires_grad_()
    mean = weights @ torch.cos(k * (both[0] + both[1] * line.nodes))
    return {"mu": mu, "sigma": sigma, "k": k}, torch.autograd.grad(mean, both)[0]


@PROOFS.world(r"\partial_\mu")
def in_the_mean(draw: Draw) -> World:
    values, slopes = cosine(draw)
    return World(values | {"partial": slopes[0]})


@PROOFS.world(r"\partial_\sigma")
def in_the_width(draw: Draw) -> World:
    values, slopes = cosine(draw)
    return World(values | {"partial": slopes[1]})


@PROOFS.world(r"P(P^{-1}(u)\lex)")
def uniform_number(draw: Draw) -> World:
    """A logistic distribution; u is uniform, with a border at P(x)."""
    world, x = logistic(draw), draw.normal()
    border = float(world.values["P"].rule(x))
    world.domains["u"] = legendre(0.0, border, 1.0)
    world.laws[""] = Family({"u": lambda u: 1 + 0 * u})
    return world.with_values(x=x)


@PROOFS.world("dx/du", "u")
def logistic(draw: Draw) -> World:
    mu, s, x = draw.normal(), draw.positive(), draw.normal()

    def chance(x: Tensor) -> Tensor:
        return torch.sigmoid((x - mu) / s)

    u = chance(x)
    return World(
        {
            "mu": mu, "s": s, "x": lambda u: mu + s * torch.logit(u), "u": u,
            "P": Function("x", chance), "P_inv": Function("u", lambda u: mu + s * torch.logit(u)),
        },
    )  # fmt: skip


@PROOFS.world("0")
def implicit(draw: Draw) -> World:
    """x moves with theta so that P stays; its slope is that of the quantile function."""
    theta, u = draw.normal(), draw.uniform(0.2, 0.8)

    def quantile(theta: Tensor) -> Tensor:
        return theta + theta.exp() * torch.logit(u)

    def chance(x: Tensor, theta: Tensor) -> Tensor:
        return torch.sigmoid((x - theta) / theta.exp())

    x = quantile(theta)
    return World(
        {
            "theta": theta, "P": lambda theta: chance(x, theta),
            "p": torch.func.grad(chance)(x, theta), "x": x,
            "d_x_d_theta": torch.func.grad(quantile)(theta),
        },
    )  # fmt: skip


@PROOFS.world(r"\mathbb{E}[(f_1+S)^2s_1^2]")
def two_parts(draw: Draw) -> World:
    """The first coordinate's cost and score, and the sum S of the other costs, independent."""
    f, s, rest = draw.normal(3), draw.normal(3), draw.normal(3)
    joint = torch.outer(draw.probabilities(3), draw.probabilities(3))
    three = finite(torch.arange(3.0).double())
    return World(
        {
            "f_1": lambda x: pick(f, x), "s_1": lambda x: pick(s, x), "S": lambda y: pick(rest, y),
        },
        domains={"x": three, "y": three},
        laws={"": Family({"x,y": lambda x, y: pick(joint, x, y)})},
    )  # fmt: skip
