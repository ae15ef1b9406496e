"""Right answers to bayes_classifier."""

import math

import torch
from torch import Tensor


def broadcast_distribution(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """MultivariateNormal broadcasts over the classes, log_softmax and logsumexp of the joint."""
    prior = counts.to(x.dtype) / counts.sum()
    densities = torch.distributions.MultivariateNormal(means, covariances)
    joint = densities.log_prob(x[:, None]) + prior.log()
    return joint.log_softmax(1), joint.logsumexp(1)


def cholesky_by_hand(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Cholesky factors, triangular solves, and the density written out."""
    d = x.shape[1]
    factors = torch.linalg.cholesky(covariances)
    offsets = x[None] - means[:, None]  # (K, m, d)
    white = torch.linalg.solve_triangular(factors, offsets.mT, upper=False)  # (K, d, m)
    log_det = 2 * factors.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_density = -0.5 * (white.square().sum(1) + log_det[:, None] + d * math.log(2 * math.pi))
    weights = counts.to(dtype=x.dtype, device=x.device)
    joint = log_density.T + weights.log() - weights.sum().log()
    evidence = torch.logsumexp(joint, dim=-1)
    return joint - evidence[:, None], evidence


def loops_over_classes(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """One distribution for each class in a Python list, stacked."""
    total = int(counts.sum())
    columns = []
    for mean, covariance, count in zip(means, covariances, counts):
        density = torch.distributions.MultivariateNormal(mean, covariance_matrix=covariance)
        columns.append(density.log_prob(x) + math.log(int(count) / total))
    joint = torch.stack(columns, dim=1)
    evidence = joint.logsumexp(1)
    return joint - evidence.unsqueeze(1), evidence


def sums_in_pairs(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds the classes with logaddexp, one after the other, and subtracts."""
    prior = torch.log_softmax(counts.to(x).log(), 0)
    log_p = (
        torch.distributions.MultivariateNormal(means, covariances).log_prob(x.unsqueeze(-2)) + prior
    )
    evidence = log_p[:, 0]
    for k in range(1, log_p.shape[1]):
        evidence = torch.logaddexp(evidence, log_p[:, k])
    return log_p - evidence[:, None], evidence


def double_with_solve(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """In double precision with linalg.solve and slogdet, and back to the dtype of x."""
    wide, centres, spreads = x.double(), means.double(), covariances.double()
    offsets = wide.unsqueeze(0) - centres.unsqueeze(1)
    solved = torch.linalg.solve(spreads, offsets.transpose(1, 2)).transpose(1, 2)
    quadratic = torch.einsum("kmd,kmd->mk", offsets, solved)
    log_det = torch.linalg.slogdet(2 * torch.pi * spreads).logabsdet
    joint = -(quadratic + log_det) / 2 + (counts.double() / counts.sum()).log()
    top = joint.amax(1, keepdim=True).detach()
    evidence = (joint - top).exp().sum(1).log() + top[:, 0]
    return (joint - evidence[:, None]).to(x.dtype), evidence.to(x.dtype)
