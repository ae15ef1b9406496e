"""Worlds for the KL weight, blur and gap of ``chapters/vae/theory.md``: see test_vae.py."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence

from labsupport.equations import (
    Draw,
    Family,
    Function,
    Gaussian,
    Law,
    World,
    newton,
)
from labsupport.equations.proofs import Proofs
from labsupport.models import vae

PROOFS = Proofs("chapters/vae/theory.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)


@PROOFS.world("eq-vae-kl-weight", r"-\logp_\theta(x\midz)")
def fixed_variance(draw: Draw) -> World:
    """One variance for all pixels; lambda is the weight that belongs to it."""
    x, m, sigma = draw.normal(3), draw.normal(3), draw.positive()

    def density(x, m, sigma) -> Tensor:
        return (
            MultivariateNormal(m, sigma**2 * torch.eye(3).double(), validate_args=False)
            .log_prob(x)
            .exp()
        )

    return World(
        {
            "x": x, "m": m, "z": 0.0, "sigma": sigma, "D": 3, "KL": draw.positive(),
            "lam": (sigma**2) / 0.5, "p_theta": Family({"x|z": density}),
        }
    )  # fmt: skip


@PROOFS.world(r"\lambda")
def both_knobs(draw: Draw) -> World:
    """The weight of the KL in a weighted bound, if its squared error has the factor 1."""
    sigma, beta = draw.positive(), draw.positive()
    error_factor = 1 / (2 * sigma**2)
    return World({"sigma": sigma, "beta": beta, "lam": beta / error_factor})


def best_direction(v: Tensor, sigma: Tensor) -> tuple[Tensor, Tensor]:
    """w and the mean KL at the largest mean ELBO of one direction: x ~ N(0, v), q = N(a x, t)."""

    def parts(at: Tensor) -> tuple[Tensor, Tensor]:
        w, a, t = at[0], at[1], at[2].exp()
        error = v * (1 - w * a) ** 2 + w**2 * t
        kl = 0.5 * (a**2 * v + t - 1 - at[2])
        return 0.5 * error / sigma**2 + kl, kl

    start = torch.tensor([1.0, 0.5, -0.1], dtype=torch.float64).requires_grad_()
    optimizer = torch.optim.LBFGS([start], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = parts(start)[0]
        loss.backward()
        return loss

    optimizer.step(closure)  # type: ignore[arg-type]
    best = newton(lambda at: parts(at)[0], start.detach(), 10)
    return best[0], parts(best)[1]


@PROOFS.world("eq-vae-threshold", worlds=4)
def one_direction(draw: Draw) -> World:
    """In even worlds the data vary more than the noise, in odd ones less."""
    sigma = draw.uniform(0.6, 0.8)
    v = sigma**2 * (draw.uniform(2, 4) if draw.seed % 2 == 0 else draw.uniform(0.3, 0.6))
    w, kl = best_direction(v, sigma)
    return World({"v": v, "sigma": sigma, "w_star": w, "KL_star": kl})


@PROOFS.world(r"w_*^2/v+\sigma^2/v", "w^2")
def used_direction(draw: Draw) -> World:
    sigma = draw.uniform(0.6, 0.8)
    v = sigma**2 * draw.uniform(2, 4)
    w, _ = best_direction(v, sigma)
    return World({"v": v, "sigma": sigma, "w_star": w, "w": w})


@PROOFS.world("eq-vae-best-mean")
def free_decoder(draw: Draw) -> World:
    """Images with the density of their posteriors at z; the best answer by Newton steps.

    Pixels are binary, or, in odd worlds, Gaussian with one variance.
    """
    x, weights = draw.uniform(0.1, 0.9, 3, 2), draw.positive(3)

    def loss(answer: Tensor) -> Tensor:
        if draw.seed % 2:
            each = vae.gaussian_log_likelihood(x, answer, torch.ones_like(x))
        else:
            each = vae.bernoulli_log_likelihood(x, answer)
        return -(weights * each).sum()

    found = newton(loss, torch.zeros(2).double())
    found = found if draw.seed % 2 else torch.sigmoid(found)
    return World(
        {
            "x_": x, "N": 3, "z": 0.0, "m_star": Function("z", lambda: found),
            "q_phi": Family({"z|x": lambda x_, x: (weights * (x_ == x).all(1)).sum()}),
        }
    )  # fmt: skip


@PROOFS.world(
    "eq-vae-diagonal-gap", r"\mathbb{E}_q[\logq]", r"\mathbb{E}_q[\logp]",
    r"\mathrm{KL}(q\|p)#2",
)  # fmt: skip
def correlated_posterior(draw: Draw) -> World:
    """q with independent coordinates, p with a full precision matrix; densities of torch."""
    precision, m = draw.covariance(3), draw.normal(3)
    target = MultivariateNormal(m, precision_matrix=precision, validate_args=False)
    q = Law(lambda mu, sigma: Gaussian(mu, torch.diag(sigma**2), 4))
    return World(
        {
            "mu": draw.normal(3), "sigma": draw.positive(3), "m": m, "Lambda": precision, "d": 3,
            "q": Family({"z": q}), "p": Family({"z": lambda z: target.log_prob(z).exp()}),
        },
        ranges={"j": 3}, searches={r"\mu,\sigma": ("mu", "sigma")},
    )  # fmt: skip


@PROOFS.world(r"\mathrm{KL}")
def full_covariance(draw: Draw) -> World:
    mu, cov = draw.normal(2), draw.covariance(2)
    standard = MultivariateNormal(torch.zeros(2).double(), torch.eye(2).double())
    kl = kl_divergence(MultivariateNormal(mu, cov), standard)
    return World({"mu": mu, "Sigma": cov, "d": 2, "KL": kl})
