"""Wrong answers to bayes_classifier."""

import math

import torch
from torch import Tensor


def ignores_the_prior(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """All classes are taken as equally probable; the counts are ignored."""
    joint = torch.distributions.MultivariateNormal(means, covariances).log_prob(
        x[:, None]
    ) - math.log(len(means))
    return joint.log_softmax(1), joint.logsumexp(1)


def counts_not_normalized(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log(count) is not log p(y): the counts are not divided by their sum, so log p(x) is too large."""
    joint = (
        torch.distributions.MultivariateNormal(means, covariances).log_prob(x[:, None])
        + counts.to(x.dtype).log()
    )
    return joint.log_softmax(1), joint.logsumexp(1)


def leaves_logarithms(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The densities are exponentiated before they are added: far away the sum is 0 and its logarithm infinite."""
    prior = counts.to(x.dtype) / counts.sum()
    joint = (
        torch.distributions.MultivariateNormal(means, covariances).log_prob(x[:, None]).exp()
        * prior
    )
    evidence = joint.sum(1)
    return (joint / evidence[:, None]).log(), evidence.log()


def clamped_against_zero(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The densities are clamped at 1e-30, so far away all classes look the same and log p(x) is wrong."""
    prior = counts.to(x.dtype) / counts.sum()
    joint = (
        torch.distributions.MultivariateNormal(means, covariances).log_prob(x[:, None]).exp()
        * prior
    )
    joint = joint.clamp(min=1e-30)
    evidence = joint.sum(1)
    return (joint / evidence[:, None]).log(), evidence.log()


def covariance_as_factor(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The covariances are passed as scale_tril, which is their Cholesky factor."""
    prior = counts.to(x.dtype) / counts.sum()
    densities = torch.distributions.MultivariateNormal(
        means, scale_tril=covariances.tril(), validate_args=False
    )
    joint = densities.log_prob(x[:, None]) + prior.log()
    return joint.log_softmax(1), joint.logsumexp(1)


def only_diagonals(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Naive Bayes: the correlations are ignored, only the variances are used."""
    prior = counts.to(x.dtype) / counts.sum()
    stds = covariances.diagonal(dim1=-2, dim2=-1).sqrt()
    joint = torch.distributions.Normal(means, stds).log_prob(x[:, None]).sum(-1) + prior.log()
    return joint.log_softmax(1), joint.logsumexp(1)


def one_shared_covariance(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """All classes share the average covariance (linear discriminant analysis); each has its own."""
    prior = counts.to(x.dtype) / counts.sum()
    shared = (prior[:, None, None] * covariances).sum(0)
    joint = torch.distributions.MultivariateNormal(means, shared).log_prob(x[:, None]) + prior.log()
    return joint.log_softmax(1), joint.logsumexp(1)


def forgets_the_constant(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The constant d/2 log(2 pi) is missing; the labels are right, but log p(x) is not."""
    factors = torch.linalg.cholesky(covariances)
    white = torch.linalg.solve_triangular(factors, (x[None] - means[:, None]).mT, upper=False)
    log_det = factors.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    joint = (-0.5 * white.square().sum(1) - log_det[:, None]).T + (
        counts.to(x.dtype) / counts.sum()
    ).log()
    return joint.log_softmax(1), joint.logsumexp(1)


def smoothed_prior(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """One is added to every count; the prior is the plain share of each class."""
    prior = (counts.to(x.dtype) + 1) / (counts.sum() + len(counts))
    joint = (
        torch.distributions.MultivariateNormal(means, covariances).log_prob(x[:, None])
        + prior.log()
    )
    return joint.log_softmax(1), joint.logsumexp(1)


def log_of_softmax(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log(softmax) is minus infinity for a class that is far less probable than another."""
    prior = counts.to(x.dtype) / counts.sum()
    joint = (
        torch.distributions.MultivariateNormal(means, covariances).log_prob(x[:, None])
        + prior.log()
    )
    return joint.softmax(1).log(), joint.logsumexp(1)
