"""Reference answers to the exercises of ``chapters/elbo/lab.md``, written with torch alone."""

import math

import torch
from torch import Tensor


def log_joint(x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor) -> Tensor:
    """Log-density log p(x, z) of the linear-Gaussian model, in nats, with every constant.

    Args:
        x: observations, shape (..., pixels).
        z: latent points, shape (..., latent); its leading axes broadcast against those of ``x``.
        weight: the matrix W of the model, shape (pixels, latent).
        bias: the vector b, shape (pixels,).
        noise_var: the noise variance s^2, shape ().

    Returns:
        log N(z; 0, I) + log N(x; W z + b, s^2 I), shape (...), in the dtype and on the device of
        ``x``. Gradients flow back.
    """
    error = x - bias - z @ weight.T
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    log_likelihood = -0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    return log_prior + log_likelihood


def elbo_monte_carlo(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Estimate the ELBO of each observation with k reparameterized draws, in nats.

    The estimate is the mean of log p(x, z) - log q(z) over independent draws z = mean + L eps.

    Args:
        x: observations, shape (batch, pixels).
        mean: means of q, shape (batch, latent).
        scale_tril: L, lower triangular; the covariance of q is L L^T; (batch, latent, latent).
        weight: the matrix W of the model, shape (pixels, latent).
        bias: the vector b, shape (pixels,).
        noise_var: the noise variance s^2, shape ().
        k: number of draws for each observation.

    Returns:
        One estimate per observation, shape (batch,), in the dtype and on the device of ``mean``;
        gradients reach all tensors.
    """
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def gaussian_kl_full(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """KL(q || p) between two Gaussians with any covariances, in nats.

    Args:
        mean_q: mean of q, shape (..., d).
        cov_q: covariance of q, shape (..., d, d).
        mean_p: mean of p, shape (..., d).
        cov_p: covariance of p, shape (..., d, d); all leading axes broadcast.

    Returns:
        The divergence, shape (...), in the dtype and on the device of ``mean_q``. Gradients flow
        back.
    """
    difference = mean_p - mean_q
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))  # both are symmetric
    distance = ((precision @ difference[..., None])[..., 0] * difference).sum(-1)
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_ratio)


def posterior_linear_gaussian(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The exact posterior p(z | x) of the linear-Gaussian model, a Gaussian.

    Args:
        x: observations, shape (batch, pixels).
        weight: the matrix W of the model, shape (pixels, latent).
        bias: the vector b, shape (pixels,).
        noise_var: the noise variance of each pixel, shape (pixels,), or one for all, shape ().

    Returns:
        The means, shape (batch, latent), and the covariance that all share, (latent, latent); in
        the dtype and on the device of ``x``. Gradients flow back.
    """
    weighed = weight / noise_var.unsqueeze(-1)  # each pixel by its own variance
    identity = torch.eye(weight.shape[1], dtype=weight.dtype, device=weight.device)
    covariance = torch.linalg.inv(identity + weight.T @ weighed)
    return (x - bias) @ weighed @ covariance, covariance


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
    """Improve a diagonal Gaussian q for each observation by gradient ascent on its exact ELBO.

    Every step adds ``lr`` times the gradient of an observation's own ELBO to its mean and log_var.

    Args:
        x: observations, shape (batch, pixels).
        mean: where the means of q start, shape (batch, latent).
        log_var: where the logarithms of the variances of q start, shape (batch, latent).
        weight: the matrix W of the model, shape (pixels, latent).
        bias: the vector b, shape (pixels,).
        noise_var: the noise variance of each pixel, shape (pixels,), or one for all, shape ().
        steps: number of steps.
        lr: the step size.

    Returns:
        ``mean`` and ``log_var`` after the last step, each (batch, latent), in the dtype and on the
        device of ``mean``.
    """
    mean, log_var = mean.detach(), log_var.detach()
    for _ in range(steps):
        mean, log_var = mean.requires_grad_(), log_var.requires_grad_()
        variance = log_var.exp()
        error = (x - bias - mean @ weight.T) ** 2 + variance @ (weight**2).T  # its mean under q
        kl = 0.5 * (mean**2 + variance - 1 - log_var).sum(-1)
        elbo = -0.5 * (error / noise_var).sum(-1) - kl  # without what depends on neither
        to_mean, to_log_var = torch.autograd.grad(elbo.sum(), [mean, log_var])
        mean, log_var = (mean + lr * to_mean).detach(), (log_var + lr * to_log_var).detach()
    return mean, log_var


def amortization_gap(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Split log p(x) - ELBO of an encoder's diagonal Gaussian into its two causes, in nats.

    Args:
        x: observations, shape (batch, pixels).
        mean: the encoder's means, shape (batch, latent).
        log_var: the encoder's logarithms of the variances, shape (batch, latent).
        weight: the matrix W of the model, shape (pixels, latent).
        bias: the vector b, shape (pixels,).
        noise_var: the noise variance s^2, shape ().

    Returns:
        The approximation gap, log p(x) minus the ELBO of the best diagonal Gaussian, and the
        amortization gap, that ELBO minus the encoder's; each of shape (batch,), in the dtype and on
        the device of ``mean``. Gradients flow back.
    """
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


elbo_derivation = [
    r"\log p(x)",
    r"= \log \int p(x, z) \, dz",
    r"= \log \int q(z) \frac{p(x, z)}{q(z)} \, dz",
    r"= \log \mathbb{E}_{q(z)}\left[\frac{p(x, z)}{q(z)}\right]",
    r"\ge \mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)}\right]",
    r"= \mathbb{E}_{q(z)}[\log p(x, z) - \log q(z)]",
]


kl_identity = [
    r"\log p(x)",
    r"= \mathbb{E}_{q(z)}[\log p(x)]",
    r"= \mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{p(z \mid x)}\right]",
    r"= \mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)} + \log \frac{q(z)}{p(z \mid x)}\right]",
    r"= \mathbb{E}_{q(z)}[\log p(x, z) - \log q(z)] + \mathrm{KL}(q(z) \,\|\, p(z \mid x))",
]


posterior_derivation = [
    r"\log p(z \mid x)",
    r"= \log p(z) + \log p(x \mid z) + \text{const}",
    r"= -\frac{z^2}{2} - \frac{(x - w z)^2}{2 s^2} + \text{const}",
    r"= -\frac{1}{2} \left(1 + \frac{w^2}{s^2}\right) z^2 + \frac{w x}{s^2} z + \text{const}",
    r"= -\frac{\Lambda}{2} z^2 + \Lambda m z + \text{const}",
    r"= -\frac{\Lambda}{2} (z - m)^2 + \text{const}",
]
