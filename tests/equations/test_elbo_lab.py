"""The worlds in which the formulas of ``chapters/elbo/lab.md`` are computed as printed.

The linear-Gaussian model is that of the theory page: its posterior comes from derivatives of
log p(x, z), its evidence from a sum over a fine grid.
"""

from dataclasses import replace

import torch
from torch.distributions import MultivariateNormal, Normal
from torch.func import grad, jacrev

from labsupport.equations import Draw, Family, Gaussian, Law, World, newton, plane
from labsupport.equations.proofs import Proofs
from tests.equations.test_elbo import linear_parts

PROOFS = Proofs("chapters/elbo/lab.md")


@PROOFS.world("x", "p(x)", r"\logp(x,z)", r"\intp(x,z)dz", r"\logp(x)-\mathrm{ELBO}")
def linear(draw: Draw) -> World:
    parts = linear_parts(draw)
    p, elbo = parts["p"], parts["cal_L"].rule
    return World(
        parts | {"ELBO": lambda q: elbo(q)},
        domains={"z": plane(-9, 9, 110)},
        laws={"x": Family({"x|z": p.members["x|z"]})},
    )


@PROOFS.world(r"\logN")
def coordinates(draw: Draw) -> World:
    """n errors with one variance; N is their density by torch."""
    errors, variance = draw.normal(3), draw.positive()
    density = Normal(0.0, variance.sqrt()).log_prob(errors).sum().exp()
    return World({"n": 3, "v": variance, "e": errors @ errors, "N": density})


@PROOFS.world("q(z)", "z")
def full_covariance(draw: Draw) -> World:
    mu, low, epsilon = draw.normal(3), draw.covariance(3).tril(), draw.normal(3)
    low = torch.linalg.cholesky(low @ low.T)
    z = mu + torch.stack([low[i] @ epsilon for i in range(3)])
    law = MultivariateNormal(mu, scale_tril=low, validate_args=False)
    return World(
        {
            "mu": mu, "L": low, "epsilon": epsilon, "z": z,
            "q": Family({"z": lambda z: law.log_prob(z).exp()}),
        },
    )  # fmt: skip


@PROOFS.world("q")
def diagonal(draw: Draw) -> World:
    mu, sigma, z = draw.normal(3), draw.positive(3), draw.normal(3)
    law = Normal(mu, sigma, validate_args=False)
    return World(
        {
            "mu": mu, "sigma": sigma, "z": z,
            "q": Family({"z": lambda z: law.log_prob(z).sum(-1).exp()}),
        },
    )  # fmt: skip


@PROOFS.world(r"\mathrm{KL}(q\|p)")
def two_gaussians(draw: Draw) -> World:
    """The divergence is a mean over Gauss–Hermite nodes of log q - log p."""
    mu_q, mu_p, cov_q, cov_p = (
        draw.normal(3), draw.normal(3), draw.covariance(3), draw.covariance(3)
    )  # fmt: skip
    return World(
        {
            "mu_q": mu_q, "mu_p": mu_p, "Sigma_q": cov_q, "Sigma_p": cov_p, "d": 3,
            "q": Family({"z": Law(lambda: Gaussian(mu_q, cov_q, 4))}),
            "p": Family({"z": Law(lambda: Gaussian(mu_p, cov_p, 4))}),
        },
    )  # fmt: skip


@PROOFS.world("1-0.5", "1-1.9", "1-2.2")
def numbers(draw: Draw) -> World:
    """Nothing but numbers."""
    return World({})


@PROOFS.worth
def weight_and_bound(draw: Draw) -> World:
    """The logarithm of the page's weight, and the bound as one mean over nodes."""
    world = linear(draw)
    w, elbo = world.values["w"].rule, world.values["cal_L"].rule
    return replace(
        world,
        worth={
            r"\logp(x,z)-\logq(z)": lambda z, x, q: w(z, x, q).log(),
            r"\logp(x)-\mathrm{KL}(q(z)\,\|\,p(z\midx))": lambda q: elbo(q),
        },
    )


@PROOFS.worth
def ascent(draw: Draw) -> World:
    """What a step of the ascent of the ELBO, with a diagonal q, makes of an error.

    log p(x, z) is a parabola in z: its mean is its value at mu, and its curvature times sigma^2.
    """
    parts = linear_parts(draw)
    x, joint, precision = parts["x"], parts["p"].members["x,z"], parts["Lambda"]
    mu, log_var, eta = parts["mu"], draw.normal(2), draw.uniform(0.1, 0.3)

    def elbo(mu: torch.Tensor, log_var: torch.Tensor) -> torch.Tensor:
        spread = 0.5 * (precision.diag() * log_var.exp()).sum()
        return joint(x, mu).log() - spread + 0.5 * log_var.sum()

    best = newton(lambda each: -elbo(mu, each), torch.zeros(2).double())
    of_mean = jacrev(lambda mu: mu + eta * grad(elbo, 0)(mu, log_var))(mu)
    of_variance = jacrev(lambda each: each + eta * grad(elbo, 1)(mu, each))(best)
    return World(
        parts | {"sigma_": (0.5 * log_var).exp(), "eta": eta},
        ranges={"i": 4, "j": 2},
        worth={
            r"I-\eta\Lambda": of_mean,
            r"1-\frac{1}{2}\eta": of_variance[0, 0],
            r"1/\Lambda_{jj}": lambda j: best[int(j) - 1].exp(),
        },
    )
