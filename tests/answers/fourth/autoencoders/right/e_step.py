"""Right answers to e_step."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def softmax_and_logsumexp(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """MultivariateNormal, then softmax and logsumexp over the Gaussians."""
    gaussians = MultivariateNormal(loc=means, covariance_matrix=covariances)
    joint = torch.log(weights) + gaussians.log_prob(z.unsqueeze(1))
    return torch.softmax(joint, dim=1), torch.logsumexp(joint, dim=1)


def gaussian_by_gaussian(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """A loop over the Gaussians, each with its Cholesky factor and a triangular system."""
    columns = []
    for w, m, s in zip(weights, means, covariances, strict=True):
        factor = torch.linalg.cholesky(s)
        white = torch.linalg.solve_triangular(factor, (z - m).T, upper=False)
        half_log_det = torch.log(torch.diagonal(factor)).sum()
        constant = 0.5 * z.shape[1] * math.log(2 * math.pi)
        columns.append(w.log() - 0.5 * (white**2).sum(0) - half_log_det - constant)
    joint = torch.stack(columns, dim=-1)
    log_p = joint.logsumexp(-1)
    return (joint - log_p.unsqueeze(-1)).exp(), log_p


def inverse_matrices(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Inverse covariances and log-determinants, without a distribution of the library."""
    diff = z[:, None] - means[None]
    inverse = torch.linalg.inv(covariances)
    distance = ((diff.unsqueeze(-2) @ inverse).squeeze(-2) * diff).sum(-1)
    log_det = torch.linalg.slogdet(2 * math.pi * covariances)[1]
    joint = weights.log() - 0.5 * (log_det + distance)
    return joint.softmax(-1), joint.logsumexp(-1)


def shift_by_the_likeliest(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Subtracts the largest term of each code before exp, and divides by the sum."""
    densities = [
        MultivariateNormal(means[c], covariances[c]).log_prob(z) for c in range(len(weights))
    ]
    joint = torch.stack(densities, 1) + weights.log()
    top = joint.max(1, keepdim=True).values
    parts = torch.exp(joint - top)
    total = parts.sum(1, keepdim=True)
    return parts / total, (top + total.log()).squeeze(1)
