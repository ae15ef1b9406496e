"""Right exercises of topic ``vae``, for suites that judge another exercise which calls them.

A suite puts these in the place of the student's own where those are wrong or missing, so that
nobody pays twice for one mistake. They stay in the suite's process, where the student's code calls
them.
"""

import torch
from torch import Tensor, nn


def reparameterize(mu: Tensor, log_var: Tensor) -> Tensor:
    """A draw from N(mu, exp(log_var))."""
    return (
        torch.normal(0.0, 1.0, mu.shape, dtype=mu.dtype, device=mu.device)
        .mul((log_var / 2).exp())
        .add(mu)
    )


def gaussian_kl(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL(N(mu, exp(log_var)) || N(0, 1)), summed over the last axis."""
    return 0.5 * (mu.square() + log_var.exp() - 1 - log_var).sum(-1)


def bernoulli_log_likelihood(x: Tensor, logits: Tensor) -> Tensor:
    """Sum over the pixels of x log p + (1 - x) log(1 - p), with p = sigmoid(logits)."""
    zero = torch.zeros_like(logits)
    return (-x * torch.logaddexp(zero, -logits) - (1 - x) * torch.logaddexp(zero, logits)).sum(-1)


def elbo(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """A right ``elbo``."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)


TERMS = (reparameterize, gaussian_kl, bernoulli_log_likelihood)
