"""Right answers to latent_loss."""

import torch
from torch import Tensor


def four_terms_summed(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Sums the four terms of the divergence over steps and coordinates."""
    each = 0.5 * (mu.square() + torch.exp(2 * log_sigma) - 1) - log_sigma
    return each.sum(dim=(0, 2))


def divergence_step_by_step(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Adds up torch's divergences of normal distributions in a loop over the steps."""
    total = mu.new_zeros(mu.shape[1])
    for m, s in zip(mu, log_sigma, strict=True):
        q = torch.distributions.Normal(m, s.exp())
        p = torch.distributions.Normal(torch.zeros_like(m), torch.ones_like(m))
        total = total + torch.distributions.kl_divergence(q, p).sum(-1)
    return total
