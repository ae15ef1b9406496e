"""What a learner may borrow in the lab of chapter ``elbo``; the densities are torch's."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence

from labsupport.checks.derivation import Lines
from labsupport.models.linear_gaussian import LinearGaussian

__all__ = [  # noqa: RUF022 (the lab's order)
    "log_joint",
    "elbo_monte_carlo",
    "gaussian_kl_full",
    "posterior_linear_gaussian",
    "fit_local_posterior",
    "amortization_gap",
    "elbo_derivation",
    "kl_identity",
    "posterior_derivation",
]


def log_joint(x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor) -> Tensor:
    """log p(x, z) of the linear-Gaussian model, shape (...)."""
    return LinearGaussian(weight, bias, noise_var).log_joint(x, z)


def elbo_monte_carlo(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The mean of log p(x, z) - log q(z) over k reparameterized draws, shape (batch,)."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def gaussian_kl_full(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """KL(q || p) of two Gaussians, shape (...)."""
    return kl_divergence(MultivariateNormal(mean_q, cov_q), MultivariateNormal(mean_p, cov_p))


def posterior_linear_gaussian(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Means (batch, latent) and the common covariance (latent, latent) of p(z | x)."""
    model, x = in_units_of_the_noise(x, weight, bias, noise_var)
    posterior = model.posterior(x)
    return posterior.mean, posterior.covariance_matrix[0]


def in_units_of_the_noise(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[LinearGaussian, Tensor]:
    """Model and observations with each pixel divided by its own noise, so that all have 1."""
    scale = noise_var.sqrt()
    one = noise_var.new_ones(())
    return LinearGaussian(weight / scale.unsqueeze(-1), bias / scale, one), x / scale


def fit_local_posterior(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Gradient ascent on each observation's exact ELBO, from ``mean`` and ``log_var``."""
    model, x = in_units_of_the_noise(x, weight, bias, noise_var)
    for _ in range(steps):
        mean, log_var = (each.detach().requires_grad_() for each in (mean, log_var))
        q = MultivariateNormal(mean, scale_tril=torch.diag_embed(torch.exp(0.5 * log_var)))
        slopes = torch.autograd.grad(model.elbo(x, q).sum(), [mean, log_var])
        mean, log_var = mean + lr * slopes[0], log_var + lr * slopes[1]
    return mean.detach(), log_var.detach()


def amortization_gap(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Approximation gap and amortization gap of a diagonal Gaussian, each (batch,)."""
    model = LinearGaussian(weight, bias, noise_var)
    posterior = model.posterior(x)
    variances = 1 / posterior.precision_matrix.diagonal(dim1=-2, dim2=-1)
    best = MultivariateNormal(posterior.mean, torch.diag_embed(variances))
    encoder = MultivariateNormal(mean, torch.diag_embed(log_var.exp()))
    bound = model.elbo(x, best)
    return model.log_evidence(x) - bound, bound - model.elbo(x, encoder)


elbo_derivation = Lines(
    [
        r"\log p(x)",
        r"= \log \int q(z) \frac{p(x, z)}{q(z)} \, dz",
        r"= \log \mathbb{E}_{q(z)}[p(x, z) / q(z)]",
        r"\ge \mathbb{E}_{q(z)}[\log p(x, z) - \log q(z)]",
    ]
)
kl_identity = Lines(
    [
        r"\log p(x)",
        r"= \int q(z) \log \frac{p(x, z)}{p(z \mid x)} \, dz",
        r"= \int q(z) \log \frac{p(x, z)}{q(z)} \, dz"
        r" + \int q(z) \log \frac{q(z)}{p(z \mid x)} \, dz",
        r"= \mathbb{E}_{q(z)}[\log p(x, z) - \log q(z)] + \mathrm{KL}(q(z) \,\|\, p(z \mid x))",
    ]
)


posterior_derivation = Lines(
    [
        r"\log p(z \mid x)",
        r"= \log p(x, z) - \log p(x)",
        r"= -\frac{1}{2} z^2 - \frac{1}{2 s^2} (x - w z)^2 + \text{const}",
        r"= -\frac{\Lambda}{2} z^2 + \Lambda m z + \text{const}",
        r"= -\frac{\Lambda}{2} (z - m)^2 + \text{const}",
    ]
)
