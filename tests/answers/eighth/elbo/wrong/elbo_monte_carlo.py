"""Wrong answers to elbo_monte_carlo."""

import math

import torch
from solutions.elbo import log_joint
from torch import Tensor


def exact_entropy(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Replaces the mean of -log q by the entropy: right on average, noisy at the posterior."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, eps)
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    entropy = 0.5 * mean.shape[-1] * (1 + math.log(2 * math.pi)) + log_det
    return log_joint(x, z, weight, bias, noise_var).mean(0) + entropy


def noise_from_the_wrong_side(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Multiplies eps by the transpose of L, which is right for a diagonal L only."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + torch.einsum("kbi,bij->kbj", eps, scale_tril)
    log_q = -0.5 * (eps.square() + math.log(2 * math.pi)).sum(-1)
    log_q = log_q - scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def pairs_of_opposite_draws(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Uses every eps again as -eps, so for k of 2 and more the draws are not independent."""
    half = torch.randn((k + 1) // 2, *mean.shape, dtype=mean.dtype, device=mean.device)
    eps = torch.cat([half, -half])[:k]
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, eps)
    log_q = -0.5 * (eps.square() + math.log(2 * math.pi)).sum(-1)
    log_q = log_q - scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)
