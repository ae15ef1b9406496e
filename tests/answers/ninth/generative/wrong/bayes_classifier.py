"""Wrong answers to bayes_classifier."""

import torch
from torch import Tensor


def logarithm_of_softmax(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the logarithm after softmax, which is minus infinity for a very improbable class."""
    prior = counts.to(x.dtype) / counts.sum()
    normal = torch.distributions.MultivariateNormal(means, covariances)
    joint = prior.log() + normal.log_prob(x[:, None])
    return joint.softmax(1).log(), joint.logsumexp(1)


def evidence_of_the_best_class(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Gives the largest joint density as evidence, too small where several classes fit."""
    prior = counts.to(x.dtype) / counts.sum()
    normal = torch.distributions.MultivariateNormal(means, covariances)
    joint = prior.log() + normal.log_prob(x[:, None])
    return joint.log_softmax(1), joint.amax(1)


def one_covariance_for_all(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Pools the covariances of all classes by their shares, right only if they are all the same."""
    prior = counts.to(x.dtype) / counts.sum()
    pooled = torch.einsum("k,kij->ij", prior, covariances)
    normal = torch.distributions.MultivariateNormal(means, pooled)
    joint = prior.log() + normal.log_prob(x[:, None])
    return joint.log_softmax(1), joint.logsumexp(1)
