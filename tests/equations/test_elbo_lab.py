"""The worlds in which the formulas of ``chapters/elbo/lab.md`` are computed as printed.

The linear-Gaussian model is that of the theory page: its posterior comes from derivatives of
log p(x, z), its evidence from a sum over a fine grid.
"""

import torch
from torch.distributions import MultivariateNormal, Normal

from labsupport.equations import Draw, Family, Gaussian, Law, World, plane
from labsupport.equations.proofs import Proofs
from tests.equations.test_elbo import linear_parts

PROOFS = Proofs("chapters/elbo/lab.md")


@PROOFS.world(
    "x", "p(x)", r"\logp(x,z)", r"\intp(x,z)dz", r"\Lambda", "m", r"\logp(x)-\mathrm{ELBO}"
)
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
