"""Wrong answers to bayes_classifier."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.distributions import (
    Bernoulli,
    Categorical,
    MixtureSameFamily,
    MultivariateNormal,
    Normal,
)
from torch.distributions import TransformedDistribution, constraints, transforms


def one_more_of_each_class(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """One is added to each count: the prior is the share itself, every class has at least one."""
    smooth = counts.to(x) + 1
    joint = (smooth / smooth.sum()).log() + MultivariateNormal(means, covariances).log_prob(
        x[:, None]
    )
    return joint.log_softmax(1), joint.logsumexp(1)


def counts_not_divided(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The counts stand for the prior: p(y | x) does not notice, but log p(x) is too large by the logarithm of all counts together."""
    joint = counts.to(x).log() + MultivariateNormal(means, covariances).log_prob(x[:, None])
    return joint.log_softmax(1), joint.logsumexp(1)


def posterior_clamped_before_the_log(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The logarithm of a clamped softmax: finite, but less probable classes all end at the same value."""
    joint = (counts.to(x) / counts.sum()).log() + MultivariateNormal(means, covariances).log_prob(
        x[:, None]
    )
    return joint.softmax(1).clamp_min(1e-30).log(), joint.logsumexp(1)


def normalizer_held_fixed(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(x) is detached in p(y | x): the values are right, the gradients are those of the joint."""
    joint = (counts.to(x) / counts.sum()).log() + MultivariateNormal(means, covariances).log_prob(
        x[:, None]
    )
    evidence = joint.logsumexp(1)
    return joint - evidence.detach()[:, None], evidence


def pooled_covariance(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """All classes share the average covariance (linear discriminant analysis); each has its own."""
    share = counts.to(x) / counts.sum()
    pooled = torch.einsum("k,kij->ij", share, covariances)
    joint = share.log() + MultivariateNormal(means, pooled).log_prob(x[:, None])
    return joint.log_softmax(1), joint.logsumexp(1)


def counts_taken_for_logits(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The softmax of the counts is not their share: one more training input would make a class e times as probable."""
    joint = counts.to(x).log_softmax(0) + MultivariateNormal(means, covariances).log_prob(
        x[:, None]
    )
    return joint.log_softmax(1), joint.logsumexp(1)


def evidence_with_equal_priors(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(x) averages the classes as if all were equally frequent; the prior is only in p(y | x)."""
    log_density = MultivariateNormal(means, covariances).log_prob(x[:, None])
    joint = (counts.to(x) / counts.sum()).log() + log_density
    return joint.log_softmax(1), log_density.logsumexp(1) - math.log(len(counts))


def ridge_of_the_digits_inside(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The ridge of the digits is added inside: the covariances are to be taken as they are passed."""
    ridge = 0.03 * torch.eye(x.shape[1]).to(x)
    joint = (counts.to(x) / counts.sum()).log() + MultivariateNormal(
        means, covariances + ridge
    ).log_prob(x[:, None])
    return joint.log_softmax(1), joint.logsumexp(1)
