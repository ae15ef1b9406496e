"""The linear-Gaussian model, in which evidence, posterior and ELBO are known in closed form.

z ~ N(0, I), x | z ~ N(W z + b, s^2 I): probabilistic PCA (Tipping & Bishop 1999; eq-elbo-model). It
is the truth against which chapter ``elbo`` checks everything else.
"""

import math
from typing import NamedTuple

import torch
from torch import Tensor
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
