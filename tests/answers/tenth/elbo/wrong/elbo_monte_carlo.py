"""Wrong answers to elbo_monte_carlo."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal

from solutions.elbo import log_joint


def draws_without_a_gradient(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Draws by sample() instead of rsample(), so that the gradients of q miss the draws."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.sample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def noise_from_the_left(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Multiplies by L from the wrong side, z = mean + L^T eps: right if L is diagonal."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (noise.unsqueeze(-2) @ scale_tril).squeeze(-2)
    log_q = MultivariateNormal(mean, scale_tril=scale_tril).log_prob(z)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def entropy_by_its_formula(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Adds the entropy of q by a formula for the draws of -log q, so the spread is another."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return log_joint(x, z, weight, bias, noise_var).mean(0) + q.entropy()
