"""The worlds in which the formulas of ``chapters/gradients/lab.md`` are computed as printed.

Probabilities are integrals of the density by Gauss–Legendre nodes, with a border where the density
has a corner and where the probability ends.
"""

import math
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor
from torch.distributions import (
    Categorical,
    Exponential,
    MixtureSameFamily,
    MultivariateNormal,
    Normal,
    Weibull,
)  # fmt: skip

from labsupport.equations import Domain, Draw, Family, Function, World, finite, grid, newton, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/lab.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)
CODES = torch.arange(4.0, dtype=torch.float64)


def normal(x: Tensor, mean: Tensor = ZERO, std: Tensor = ONE) -> Tensor:
    return Normal(mean, std, validate_args=False).log_prob(x).exp()


def legendre(low: float, high: float, points: int = 120) -> Domain:
    at, weight = (torch.tensor(each) for each in np.polynomial.legendre.leggauss(points))
    return Domain(low + (high - low) * (at + 1) / 2, (high - low) / 2 * weight)


def pieces(*borders: float, left: bool = False) -> Domain:
    """Between the borders, from the last one to infinity, and from minus infinity if ``left``."""
    borders = tuple(sorted(borders))
    found = [legendre(low, high) for low, high in pairwise(borders)]
    unit = legendre(0, 1)
    away, slope = unit.nodes / (1 - unit.nodes), unit.weights / (1 - unit.nodes) ** 2
    found.append(Domain(borders[-1] + away, slope))
    if left:
        found.append(Domain(borders[0] - away, slope))
    return Domain(
        *(torch.cat(each) for each in zip(*((d.nodes, d.weights) for d in found), strict=True))
    )


CUBIC = Function("x", lambda x: x**3 - 2 * x**2 + x)


def cubic_mean(mu: Tensor, sigma: Tensor) -> Tensor:
    """The mean of the cubic under N(mu, sigma^2), by the moments of the normal."""
    return mu**3 + 3 * mu * sigma**2 - 2 * (mu**2 + sigma**2) + mu


@PROOFS.world("F", "x", r"\nabla_\thetap", r"\nabla_\thetaF", "z")
def scores(draw: Draw) -> World:
    mu, sigma, x = draw.normal(), draw.positive(), draw.normal()
    p = Family({"x": lambda x, theta: normal(x, theta[0], theta[1])})
    return World(
        {
            "mu": mu, "sigma": sigma, "theta": torch.stack([mu, sigma]), "x": x, "p": p,
            "F": lambda theta: cubic_mean(theta[0], theta[1]), "f": CUBIC,
            "z": Normal(ZERO, ONE).icdf(Normal(mu, sigma).cdf(x)),
        },
        domains={"x": grid(-20, 20, 800)}, laws={"": p},
    )  # fmt: skip


@PROOFS.world("x#2", r"\nabla_\thetaF#2", r"\partialx/\partial\mu", r"\partialx/\partial\sigma")
def path(draw: Draw) -> World:
    mu, sigma, epsilon = draw.normal(), draw.positive(), draw.normal()

    def moved(theta: Tensor, mu: Tensor, sigma: Tensor, epsilon: Tensor) -> Tensor:
        """The variable moves with theta, and, where theta rests, with mu or sigma."""
        return mu + sigma * epsilon + (theta - start) @ torch.stack([ONE, epsilon])

    start = torch.stack([mu, sigma])
    return World(
        {
            "mu": mu, "sigma": sigma, "theta": start, "epsilon": epsilon, "x": moved,
            "F": lambda theta: cubic_mean(theta[0], theta[1]),
            "f_prime": Function("x", lambda x: 3 * x**2 - 4 * x + 1),
        },
        domains={"epsilon": grid(-14, 14, 400)},
        laws={"": Family({"epsilon": lambda epsilon: normal(epsilon)})},
    )  # fmt: skip


@PROOFS.world(r"\partialF/\partial\mu")
def in_the_mean(draw: Draw) -> World:
    rayleigh = Weibull(math.sqrt(2) * ONE, 2 * ONE, validate_args=False)
    return World(
        {
            "mu": draw.normal(), "sigma": draw.positive(), "f": CUBIC,
            "F": lambda mu, sigma: cubic_mean(mu, sigma),
        },
        domains={"r": legendre(0, 14)},
        laws={"": Family({"r": lambda r: rayleigh.log_prob(r).exp()})},
    )  # fmt: skip


@PROOFS.world(r"\partialF/\partial\sigma")
def in_the_width(draw: Draw) -> World:
    """The double-sided Maxwell variable has the density m^2 times that of the normal."""

    def both(m: Tensor, epsilon: Tensor) -> Tensor:
        return m**2 * normal(m) * normal(epsilon)

    return World(
        {
            "mu": draw.normal(), "sigma": draw.positive(), "f": CUBIC,
            "F": lambda mu, sigma: cubic_mean(mu, sigma),
        },
        domains={"m": grid(-14, 14, 120), "epsilon": grid(-14, 14, 120)},
        laws={"": Family({"m,epsilon": both})},
    )  # fmt: skip


@PROOFS.world("b")
def best_baseline(draw: Draw) -> World:
    """The smallest variance is found by Newton steps."""
    f, p = draw.normal(4), draw.probabilities(4)
    s = draw.normal(4)
    s = s - p @ s

    def variance(b: Tensor) -> Tensor:
        return p @ ((f - b[0]) * s) ** 2 - (p @ ((f - b[0]) * s)) ** 2

    p_law = Family({"x": lambda x: pick(p, x)})
    return World(
        {
            "f": Function("x", lambda x: pick(f, x)), "s": Function("x", lambda x: pick(s, x)),
            "b": newton(variance, torch.zeros(1).double())[0],
        },
        domains={"x": finite(CODES)}, laws={"": p_law},
    )  # fmt: skip


@PROOFS.world("E[fs^2]/E[s^2]")
def shifted_cost(draw: Draw) -> World:
    """The cost and the score of the cell: x is standard normal."""
    return World(
        {
            "f": Function("x", lambda x, c: (x - 1) ** 2 + c), "s": Function("x", lambda x: x),
            "c": draw.normal(),
        },
        domains={"x": grid(-14, 14, 400)}, laws={"": Family({"x": lambda x: normal(x)})},
    )  # fmt: skip


@PROOFS.world(r"\beta")
def control(draw: Draw) -> World:
    g, h, p = draw.normal(4), draw.normal(4), draw.probabilities(4)

    def variance(beta: Tensor) -> Tensor:
        left = g - beta[0] * h
        return p @ left**2 - (p @ left) ** 2

    return World(
        {
            "g": Function("x", lambda x: pick(g, x)), "h": Function("x", lambda x: pick(h, x)),
            "beta": newton(variance, torch.zeros(1).double())[0],
        },
        domains={"x": finite(CODES)}, laws={"": Family({"x": lambda x: pick(p, x)})},
    )  # fmt: skip


@PROOFS.world("h(t)")
def hazard(draw: Draw) -> World:
    """A part fails of accidents or of wear, whichever is first; both as torch has them."""
    a, b, t = draw.positive(), draw.positive(), draw.positive()
    accident, ageing = Exponential(a), Weibull((2 / b).sqrt(), 2 * ONE)

    def lasting(t: Tensor) -> Tensor:
        return (1 - accident.cdf(t)).log() + (1 - ageing.cdf(t)).log()

    slope = torch.func.grad(lasting)
    return World({"a": a, "b": b, "t": t, "h": Function("t", lambda t: -slope(t))})


@PROOFS.world(r"P(Z\leqz)")
def mixture(draw: Draw) -> World:
    """The probability is an integral of the density of torch."""
    w, m, s, z = draw.probabilities(3), draw.normal(3), draw.positive(3), draw.normal()
    p = MixtureSameFamily(Categorical(w), Normal(m, s), validate_args=False)
    values = {"w_": w, "m_": m, "s_": s, "z": z}
    return World(
        values | {"Phi": Function("z", lambda z: Normal(ZERO, ONE).cdf(z))},
        domains={"Z": pieces(float(z), *m.tolist(), left=True)}, ranges={"k": 3},
        laws={"": Family({"Z": lambda Z: p.log_prob(Z).exp()})},
    )  # fmt: skip


@PROOFS.world("x#3", "AA^T")
def many_dimensions(draw: Draw) -> World:
    cov, mu, epsilon = draw.covariance(3), draw.normal(3), draw.normal(3)
    values, vectors = torch.linalg.eigh(cov)
    root = vectors * values.sqrt()  # a root that is not triangular
    moved = torch.stack([mu[i] + (root[i] * epsilon).sum() for i in range(3)])
    return World({"A": root, "Sigma": cov, "mu": mu, "epsilon": epsilon, "x": moved})


@PROOFS.world("w(z)")
def weight(draw: Draw) -> World:
    x, mu, cov, z = draw.normal(2), draw.normal(2), draw.covariance(2), draw.normal(2)
    q = MultivariateNormal(mu, cov, validate_args=False)

    def log_joint(z: Tensor, x: Tensor) -> Tensor:
        return Normal(z, ONE, validate_args=False).log_prob(x).sum() + normal(z).log().sum()

    return World(
        {
            "x": x, "z": z, "q": Family({"z": lambda z: q.log_prob(z).exp()}),
            "p": Family({"x,z": lambda x, z: log_joint(z, x).exp()}),
            "w": Function("z", lambda z: log_joint(z, x) - q.log_prob(z)),
        },
    )  # fmt: skip
