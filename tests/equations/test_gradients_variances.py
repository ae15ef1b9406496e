"""Worlds for the exact variances of ``chapters/gradients/theory.md``: see test_gradients.py."""

import math

import numpy as np
import torch
from scipy import special
from torch import Tensor
from torch.distributions import (
    Normal,
)

from labsupport.equations import (
    Domain,
    Draw,
    Family,
    Function,
    World,
    grid,
)
from labsupport.equations.laws import hermite
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/theory.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)
CODES = torch.arange(4.0, dtype=torch.float64)


def normal(x: Tensor, mean: Tensor = ZERO, std: Tensor = ONE) -> Tensor:
    return Normal(mean, std, validate_args=False).log_prob(x).exp()


def legendre(low: float, high: float, points: int = 60) -> Domain:
    at, weight = (torch.tensor(each) for each in np.polynomial.legendre.leggauss(points))
    return Domain(low + (high - low) * (at + 1) / 2, (high - low) / 2 * weight)


def gaussian_variance(values: Tensor, weights: Tensor) -> Tensor:
    return weights @ values**2 - (weights @ values) ** 2


def maxwell(points: int = 40) -> tuple[Tensor, Tensor]:
    """Nodes and weights of m with density m^2 N(m; 0, 1)."""
    nodes, weights = hermite(points, 1)
    return nodes[:, 0], weights * nodes[:, 0] ** 2


@PROOFS.world("eq-gradients-quadratic-mean", "b#2")
def parabola_mean(draw: Draw) -> World:
    """The estimates of the slope in mu of E[x'^2], x' = a + sigma epsilon, node by node."""
    a, sigma = draw.normal(), draw.positive()
    nodes, weights = hermite(20, 1)
    eps, r = nodes[:, 0], legendre(0, 14, 120)
    cost, score = (a + sigma * eps) ** 2, eps / sigma
    best = (weights @ (cost * score**2)) / (weights @ score**2)
    apart = ((a + sigma * r.nodes) ** 2 - (a - sigma * r.nodes) ** 2) / (
        sigma * math.sqrt(2 * math.pi)
    )
    chance = r.weights * r.nodes * torch.exp(-(r.nodes**2) / 2)
    return World(
        {
            "a": a, "sigma": sigma, "Var_score": gaussian_variance(cost * score, weights),
            "Var_score_b_star": gaussian_variance((cost - best) * score, weights),
            "Var_path": gaussian_variance(2 * (a + sigma * eps), weights),
            "Var_measure": gaussian_variance(apart, chance), "b_star": best,
        }
    )  # fmt: skip


@PROOFS.world("eq-gradients-quadratic-scale")
def parabola_scale(draw: Draw) -> World:
    """The same for the slope in sigma; the coupled branches are m and m u."""
    a, sigma = draw.normal(), draw.positive()
    nodes, weights = hermite(20, 1)
    eps = nodes[:, 0]
    cost, score = (a + sigma * eps) ** 2, (eps**2 - 1) / sigma
    best = (weights @ (cost * score**2)) / (weights @ score**2)
    m, chance = maxwell()
    u = legendre(0, 1, 20)
    apart = ((a + sigma * m[:, None]) ** 2 - (a + sigma * m[:, None] * u.nodes) ** 2) / sigma
    both = torch.outer(chance, u.weights)
    return World(
        {
            "a": a, "sigma": sigma, "Var_score": gaussian_variance(cost * score, weights),
            "Var_score_b_star": gaussian_variance((cost - best) * score, weights),
            "Var_path": gaussian_variance(2 * (a + sigma * eps) * eps, weights),
            "Var_measure": gaussian_variance(apart.flatten(), both.flatten()),
        }
    )  # fmt: skip


@PROOFS.world("eq-gradients-uncoupled")
def independent_branches(draw: Draw) -> World:
    a, sigma = draw.normal(), draw.positive()
    r = legendre(0, 14, 120)
    chance = r.weights * r.nodes * torch.exp(-(r.nodes**2) / 2)
    in_mean = sum(gaussian_variance((a + s * sigma * r.nodes) ** 2, chance) for s in (1, -1))
    nodes, weights = hermite(20, 1)
    m, wide = maxwell()
    in_scale = gaussian_variance((a + sigma * m) ** 2, wide) + gaussian_variance(
        (a + sigma * nodes[:, 0]) ** 2, weights
    )
    return World(
        {
            "a": a, "sigma": sigma, "Var_mu": in_mean / (2 * math.pi * sigma**2),
            "Var_sigma": in_scale / sigma**2,
        }
    )  # fmt: skip


@PROOFS.world("eq-gradients-cosine-score", "eq-gradients-cosine-path", r"\cos^2y",
              r"\mathbb{E}[\coskx]")  # fmt: skip
def cosine(draw: Draw) -> World:
    """The estimates for cos(k x) as functions of the noise."""
    mu, sigma, k = draw.normal(), draw.positive(), draw.positive()

    def cost(epsilon) -> Tensor:
        return torch.cos(k * (mu + sigma * epsilon))

    def slope(epsilon) -> Tensor:
        return -k * torch.sin(k * (mu + sigma * epsilon))

    return World(
        {
            "mu": mu, "sigma": sigma, "k": k, "C": torch.cos(2 * k * mu), "y": draw.normal(),
            "x": lambda epsilon: mu + sigma * epsilon,
            "g_score_mu": lambda epsilon: cost(epsilon) * epsilon / sigma,
            "g_score_sigma": lambda epsilon: cost(epsilon) * (epsilon**2 - 1) / sigma,
            "g_path_mu": slope, "g_path_sigma": lambda epsilon: slope(epsilon) * epsilon,
        },
        domains={"epsilon": grid(-11, 11)},
        laws={"": Family({"epsilon": lambda epsilon: normal(epsilon)})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-cosine-measure", worlds=2)
def coupled_cosine(draw: Draw) -> World:
    """The coupled differences for cos(k x): r for the mean, m and m u for the scale."""
    mu, sigma, k = draw.normal(), draw.positive(), draw.positive()

    def cost(at) -> Tensor:
        return torch.cos(k * (mu + sigma * at))

    return World(
        {
            "mu": mu, "sigma": sigma, "k": k, "C": torch.cos(2 * k * mu),
            "D": Function("t", lambda t: torch.tensor(special.dawsn(float(t))).double()),
            "g_measure_mu": lambda r: (cost(r) - cost(-r)) / (sigma * math.sqrt(2 * math.pi)),
            "g_measure_sigma": lambda m, u: (cost(m) - cost(m * u)) / sigma,
        },
        domains={"r": legendre(0, 9, 30), "m": grid(-9, 9, 60), "u": legendre(0, 1, 20)},
        laws={"": Family({"r,m,u": lambda r, m: r * torch.exp(-(r**2) / 2) * m**2 * normal(m)})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-bell", "eq-gradients-bell-moments", "I(k)")
def bell(draw: Draw) -> World:
    """The cost exp(-k x^2); m and v are the mean and variance of the tilted density for 2k."""
    mu, sigma, k = draw.normal(), draw.positive(), draw.positive()
    at = grid(-14, 14, 400)
    weights = at.weights * normal(at.nodes, mu, sigma) * torch.exp(-2 * k * at.nodes**2)
    weights = weights / weights.sum()
    m = weights @ at.nodes
    noise = grid(-13, 13, 300)

    def factor(k) -> Tensor:
        cost = torch.exp(-k * (mu + sigma * noise.nodes) ** 2)
        return (noise.weights * normal(noise.nodes) * cost).sum()

    def cost(epsilon) -> Tensor:
        return torch.exp(-k * (mu + sigma * epsilon) ** 2)

    return World(
        {
            "mu": mu, "sigma": sigma, "k": k, "I": Function("k", factor), "m": m,
            "v": weights @ (at.nodes - m) ** 2, "x": lambda epsilon: mu + sigma * epsilon,
            "epsilon": draw.normal(), "g_score": lambda epsilon: cost(epsilon) * epsilon / sigma,
            "g_path": lambda epsilon: -2 * k * (mu + sigma * epsilon) * cost(epsilon),
        },
        domains={"epsilon": noise}, laws={"": Family({"epsilon": lambda epsilon: normal(epsilon)})},
    )  # fmt: skip
