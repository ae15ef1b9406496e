"""Wrong answers to reparameterize."""

import torch
from torch import Tensor


def antithetic_rows(mu: Tensor, log_var: Tensor) -> Tensor:
    """Mirrors the noise of the first half in the second, so rows of one batch are dependent."""
    n = mu.shape[0]
    half = torch.randn_like(mu[: (n + 1) // 2])
    noise = torch.cat([half, -half])[:n]
    return mu + (0.5 * log_var).exp() * noise


def clamped_log_var(mu: Tensor, log_var: Tensor) -> Tensor:
    """Clamps log_var to [-10, 10], so that sigma and gradient are wrong for log_var = -14."""
    log_var = log_var.clamp(-10, 10)
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu)


def noise_without_tails(mu: Tensor, log_var: Tensor) -> Tensor:
    """Cuts the noise at two sigma, so that the variance of many draws is only 0.92 of the right."""
    noise = torch.randn_like(mu).clamp(-2, 2)
    return mu + (0.5 * log_var).exp() * noise
