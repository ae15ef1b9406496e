"""The linear-Gaussian model, in which evidence, posterior and ELBO are known in closed form.

z ~ N(0, I), x | z ~ N(W z + b, s^2 I): probabilistic PCA (Tipping & Bishop 1999; eq-elbo-model). It
is the truth against which chapter ``elbo`` checks everything else.
"""

import math
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.distributions import Independent, MultivariateNormal, Normal, kl_divergence


class LinearGaussian(NamedTuple):
    """The model's parameters.

    Args:
        weight: W, shape (pixels, latent).
        bias: b, shape (pixels,).
        noise_var: the noise variance s^2, shape ().
    """

    weight: Tensor
    bias: Tensor
    noise_var: Tensor

    def log_joint(self, x: Tensor, z: Tensor) -> Tensor:
        """log p(x, z) in nats; ``x`` (..., pixels) and ``z`` (..., latent) broadcast."""
        prior = Independent(Normal(torch.zeros_like(z), torch.ones_like(z)), 1)
        likelihood = Normal(z @ self.weight.mT + self.bias, self.noise_var.sqrt())
        return prior.log_prob(z) + Independent(likelihood, 1).log_prob(x)

    def log_evidence(self, x: Tensor) -> Tensor:
        """log N(x; b, W W^T + s^2 I) in nats, (..., pixels) -> (...). eq-elbo-evidence"""
        identity = torch.eye(len(self.bias), dtype=self.bias.dtype, device=self.bias.device)
        covariance = self.weight @ self.weight.T + self.noise_var * identity
        return MultivariateNormal(self.bias, covariance).log_prob(x)

    def posterior(self, x: Tensor) -> MultivariateNormal:
        """p(z | x), batch shape (...,), for ``x`` (..., pixels). eq-elbo-posterior"""
        identity = torch.eye(self.weight.shape[1], dtype=self.bias.dtype, device=self.bias.device)
        precision = identity + self.weight.T @ self.weight / self.noise_var
        pull = (x - self.bias) @ self.weight / self.noise_var
        mean = torch.linalg.solve(precision, pull[..., None])[..., 0]
        return MultivariateNormal(mean, precision_matrix=precision)

    def elbo(self, x: Tensor, q: MultivariateNormal) -> Tensor:
        """The exact ELBO of each observation for any Gaussian q, in nats. eq-elbo-exact"""
        pixels = len(self.bias)
        error = (x - self.bias - q.mean @ self.weight.T).square().sum(-1)
        spread = (self.weight.T @ self.weight * q.covariance_matrix).sum((-2, -1))
        constant = pixels * (math.log(2 * math.pi) + self.noise_var.log())
        identity = torch.eye(self.weight.shape[1], dtype=self.bias.dtype, device=self.bias.device)
        prior = MultivariateNormal(torch.zeros_like(q.mean), identity)
        return -0.5 * (constant + (error + spread) / self.noise_var) - kl_divergence(q, prior)


class LinearVAE(nn.Module):
    """A linear-Gaussian model that is learned with a linear encoder: a VAE with a known truth.

    q(z | x) = N(A x + c, diag(exp(log_var))), with one variance for all x. Rainforth et al. (2018)
    measure the gradients of this model, as chapter ``iwae`` does.

    Args:
        model: where W, b and the noise begin; the noise variance is not trained.
        matrix: A, shape (latent, pixels).
        offset: c, shape (latent,).
        log_var: logarithms of q's variances, shape (latent,).
    """

    def __init__(
        self, model: LinearGaussian, matrix: Tensor, offset: Tensor, log_var: Tensor
    ) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(model.weight), nn.Parameter(model.bias)
        self.noise_var: Tensor
        self.register_buffer("noise_var", model.noise_var)
        self.matrix, self.offset = nn.Parameter(matrix), nn.Parameter(offset)
        self.log_var = nn.Parameter(log_var)
        self.noise_size = len(log_var)  # normal numbers that a draw is made of

    @property
    def model(self) -> LinearGaussian:
        """p(x, z) with the parameters of now."""
        return LinearGaussian(self.weight, self.bias, self.noise_var)

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """``mu`` and ``log_var`` of q(z | x), each (batch, latent), for ``x`` (batch, pixels)."""
        mu = x @ self.matrix.mT + self.offset
        return mu, self.log_var.expand_as(mu)

    def log_w(
        self, x: Tensor, k: int = 1, posterior: Any = None, *, noise: Tensor | None = None
    ) -> Tensor:
        """log p(x, z) - log q(z | x) for ``k`` draws from q(z | x): (k, batch), differentiable.

        ``noise`` gives the standard normal numbers of the draws, (k, batch, noise_size).
        """
        return self._log_w_and_draws(x, k, posterior, noise, constant_q=False)[0]

    def pathwise_log_w(self, x: Tensor, k: int = 1) -> tuple[Tensor, Tensor]:
        """`log_w` with q's parameters constant in log q, and its draws (k, batch, latent)."""
        return self._log_w_and_draws(x, k, None, None, constant_q=True)

    def _log_w_and_draws(
        self, x: Tensor, k: int, posterior: Any, noise: Tensor | None, constant_q: bool
    ) -> tuple[Tensor, Tensor]:
        mu, log_var = self.infer(x) if posterior is None else posterior
        if noise is None:
            noise = torch.randn(k, *mu.shape, dtype=mu.dtype, device=mu.device)
        z = mu + torch.exp(0.5 * log_var) * noise
        if constant_q:
            mu, log_var = mu.detach(), log_var.detach()
        q = Normal(mu, torch.exp(0.5 * log_var), validate_args=False)
        return self.model.log_joint(x, z) - q.log_prob(z).sum(-1), z
