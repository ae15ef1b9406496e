"""Wrong answers to gaussian_kl."""

import torch
from torch import Tensor


def minus_one_only_once(mu: Tensor, log_var: Tensor) -> Tensor:
    """Subtracts 1 after the sum and not for each coordinate, right for latent = 1 alone."""
    return 0.5 * ((mu**2 + log_var.exp() - log_var).sum(-1) - 1)


def prior_against_posterior(mu: Tensor, log_var: Tensor) -> Tensor:
    """Computes KL(p || q), the divergence in the other direction."""
    return 0.5 * ((1 + mu**2) * torch.exp(-log_var) - 1 + log_var).sum(-1)


def estimated_from_one_draw(mu: Tensor, log_var: Tensor) -> Tensor:
    """Estimates log q - log p at one draw, which is right on average and random in each call."""
    noise = torch.randn_like(mu)
    z = mu + torch.exp(0.5 * log_var) * noise
    return 0.5 * (z**2 - noise**2 - log_var).sum(-1)
