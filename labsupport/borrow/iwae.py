"""What a learner may borrow in the lab of chapter ``iwae``; most of it is in `objectives`."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport import objectives
from labsupport.checks.derivation import Lines
from labsupport.models.linear_gaussian import LinearGaussian

__all__ = [  # noqa: RUF022 (the lab's order)
    "bound_of_groups",
    "shares",
    "bound_gradient",
    "path_log_w",
    "doubly_reparameterized",
    "signal_to_noise",
    "add_draws",
    "sandwich",
    "bound_derivation",
    "rising_derivation",
    "gradient_derivation",
]


def bound_of_groups(log_w: Tensor, m: int) -> Tensor:
    """The bound of m draws, averaged over the groups of m, shape (batch,)."""
    return torch.stack([objectives.iwae_bound(group) for group in log_w.split(m)]).mean(0)


def shares(log_w: Tensor) -> Tensor:
    """Normalized weights, shape (k, batch)."""
    return objectives.normalized_weights(log_w)


def bound_gradient(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The gradient of the bound, shape (batch, d)."""
    return torch.einsum("kb,kbd->bd", objectives.normalized_weights(log_w), gradients)


def path_log_w(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """log p(x, z) - log q(z) with constant parameters in log q, shape (k, batch)."""
    z = mean + torch.exp(0.5 * log_var) * noise
    q = Normal(mean.detach(), torch.exp(0.5 * log_var.detach()))
    return LinearGaussian(weight, bias, noise_var).log_joint(x, z) - q.log_prob(z).sum(-1)


def doubly_reparameterized(log_w: Tensor) -> Tensor:
    """The bound with the squared shares as its gradient, shape (batch,)."""
    factor = objectives.normalized_weights(log_w.detach())
    moving = factor * log_w + ((1 - factor) * log_w).detach()  # log_w; its gradient is the share
    return objectives.iwae_bound(moving)


def signal_to_noise(gradients: Tensor) -> Tensor:
    """Absolute mean over standard deviation, shape (d,)."""
    std, mean = torch.std_mean(gradients, 0)
    return mean.abs() / std


def add_draws(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The bound of k + m draws, shape (batch,)."""
    if k == 0:
        return objectives.iwae_bound(log_w)
    both = torch.cat([bound[None] + math.log(k), log_w])
    return torch.logsumexp(both, 0) - math.log(k + len(log_w))


def sandwich(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """A lower and an upper estimate, each (batch,)."""
    return objectives.iwae_bound(log_w), objectives.upper_bound(log_w, log_w_exact)


bound_derivation = Lines(
    [
        r"\mathbb{E}\left[\log \left(\frac{1}{k} \sum_{i=1}^k w_i\right)\right]",
        r"\le \log \mathbb{E}\left[\frac{1}{k} \sum_{i=1}^k w_i\right]",
        r"= \log \mathbb{E}_{q(z)}[w(z)]",
        r"= \log \int q(z) \frac{p(x, z)}{q(z)} \, dz",
        r"= \log p(x)",
    ]
)
rising_derivation = Lines(
    [
        r"\mathbb{E}\left[\log \left(\frac{1}{k} \sum_{i=1}^k w_i\right)\right]",
        r"= \mathbb{E}\left[\log \left(\frac{1}{k} \sum_{j=1}^k \frac{1}{k - 1}"
        r" \sum_{i \ne j} w_i\right)\right]",
        r"\ge \frac{1}{k} \sum_{j=1}^k \mathbb{E}\left[\log \left(\frac{1}{k - 1}"
        r" \sum_{i \ne j} w_i\right)\right]",
        r"= \frac{1}{k} \sum_{j=1}^k \mathbb{E}\left[\log \left(\frac{1}{k - 1}"
        r" \sum_{i=1}^{k - 1} w_i\right)\right]",
        r"= \mathbb{E}\left[\log \left(\frac{1}{k - 1} \sum_{i=1}^{k - 1} w_i\right)\right]",
    ]
)
gradient_derivation = Lines(
    [
        r"\nabla_\psi \log \left(\frac{1}{k} \sum_{i=1}^k w_i\right)",
        r"= \frac{\nabla_\psi \sum_{i=1}^k w_i}{\sum_{j=1}^k w_j}",
        r"= \frac{\sum_{i=1}^k w_i \nabla_\psi \log w_i}{\sum_{j=1}^k w_j}",
        r"= \sum_{i=1}^k \tilde w_i \, \nabla_\psi \log w_i",
    ]
)
