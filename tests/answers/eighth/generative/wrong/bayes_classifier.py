"""Wrong answers to bayes_classifier."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def shares_with_one_more_each(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds 1 to each count as if some were 0: not the shares, unless all classes are alike."""
    more = counts.to(x.dtype) + 1
    log_prior = (more / more.sum()).log()
    joint = MultivariateNormal(means, covariances).log_prob(x.unsqueeze(1)) + log_prior
    evidence = joint.logsumexp(1)
    return joint - evidence.unsqueeze(1), evidence


def evidence_of_the_best_class(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the largest joint for log p(x), which is so only where one class has all the say."""
    log_prior = (counts / counts.sum()).to(x.dtype).log()
    joint = MultivariateNormal(means, covariances).log_prob(x.unsqueeze(1)) + log_prior
    return joint.log_softmax(1), joint.amax(1)


def factor_turned_round(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Solves with the transposed Cholesky factor: right only for diagonal covariances."""
    factors = torch.linalg.cholesky(covariances)
    left = (x.unsqueeze(0) - means.unsqueeze(1)).mT
    white = torch.linalg.solve_triangular(factors.mT, left, upper=True)
    log_det = 2 * factors.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_density = -0.5 * (
        white.square().sum(1).T + log_det + x.shape[1] * math.log(2 * math.pi)
    )
    joint = log_density + counts.to(x.dtype).log() - counts.sum().to(x.dtype).log()
    evidence = joint.logsumexp(1)
    return joint - evidence.unsqueeze(1), evidence
