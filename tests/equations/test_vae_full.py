"""Worlds for full covariances in ``chapters/vae/theory.md``; densities of torch."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from labsupport.equations import Draw, Family, Gaussian, Law, World
from labsupport.equations.proofs import Proofs
from labsupport.models.full_covariance import full_gaussian_kl

PROOFS = Proofs("chapters/vae/theory.md")


def factor(draw: Draw, size: int) -> Tensor:
    return torch.linalg.cholesky(draw.covariance(size))


@PROOFS.world("eq-vae-full-posterior")
def moved(draw: Draw) -> World:
    """A posterior whose coordinates depend on each other; its draw by torch."""
    mu, scale_tril, noise = draw.normal(2), factor(draw, 2), draw.normal(2)
    q = MultivariateNormal(mu, scale_tril=scale_tril, validate_args=False)
    standard = MultivariateNormal(torch.zeros(2).double(), torch.eye(2).double(), None, None, False)
    z = torch.linalg.multi_dot([torch.linalg.cholesky(q.covariance_matrix), noise]) + mu
    return World(
        {
            "mu": mu, "L": scale_tril, "epsilon": noise, "z": z, "x": 0.0, "phi": 0.0,
            "q_phi": Family({"z|x": lambda z: q.log_prob(z).exp()}),
        },
        laws={"epsilon": Family({"epsilon": lambda epsilon: standard.log_prob(epsilon).exp()})},
    )  # fmt: skip


@PROOFS.world("eq-vae-full-kl")
def price(draw: Draw) -> World:
    """The divergence by torch; the package agrees."""
    mu, scale_tril = draw.normal(3), factor(draw, 3)
    prior = MultivariateNormal(torch.zeros(3).double(), torch.eye(3).double())
    kl = kl_divergence(MultivariateNormal(mu, scale_tril=scale_tril), prior)
    torch.testing.assert_close(kl, full_gaussian_kl(mu, scale_tril))
    return World(
        {
            "mu": mu, "L": scale_tril, "d": 3, "x": 0.0, "phi": 0.0,
            "q_phi": Family({"z|x": Law(lambda: Gaussian(mu, scale_tril @ scale_tril.T, 6))}),
            "p": Family({"z": lambda z: prior.log_prob(z).exp()}),
        },
        ranges={"j": 3, "i": 3},
    )  # fmt: skip


@PROOFS.world("eq-vae-full-likelihood")
def dependent_pixels(draw: Draw) -> World:
    m, scale_tril = draw.normal(3), factor(draw, 3)

    def density(x: Tensor) -> Tensor:
        law = MultivariateNormal(m, scale_tril @ scale_tril.T, validate_args=False)
        return law.log_prob(x).exp()

    return World(
        {
            "x": draw.normal(3), "m": m, "S": scale_tril, "D": 3, "z": 0.0, "theta": 0.0,
            "p_theta": Family({"x|z": density}),
        },
        ranges={"i": 3},
    )  # fmt: skip


@PROOFS.worth
def counts(draw: Draw) -> World:
    """Entries that are free, and the trace, of triangular matrices; a weight of densities."""
    scale_tril, z, x = factor(draw, 4), draw.normal(), draw.normal()
    slope = draw.normal()

    def joint(x: Tensor, z: Tensor) -> Tensor:
        return (Normal(slope * z, 1.0).log_prob(x) + Normal(0.0, 1.0).log_prob(z)).exp()

    def q(z: Tensor) -> Tensor:
        return Normal(slope, 2.0).log_prob(z).exp()

    return World(
        {
            "L": scale_tril, "d": 4, "D": 6, "x": x, "z": z, "theta": 0.0,
            "p_theta": Family({"x,z": joint}), "q": Family({"z": q}),
        },
        worth={
            "d(d+1)/2": (scale_tril != 0).sum().double(),
            "D(D+1)/2": torch.ones(6, 6).double().tril().sum(),
            r"\operatorname{tr}(LL^\top)": scale_tril.square().sum(),
            r"\logp_\theta(x,z)-\logq": (joint(x, z) / q(z)).log(),
        },
    )  # fmt: skip
