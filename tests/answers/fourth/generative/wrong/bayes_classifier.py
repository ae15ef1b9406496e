"""Wrong answers to bayes_classifier."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def all_labels_equally_frequent(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The prior is 1/K for every class; the counts are not used."""
    joint = MultivariateNormal(means, covariances).log_prob(x[:, None]) - math.log(len(means))
    return joint.log_softmax(1), joint.logsumexp(1)


def counts_in_place_of_shares(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds log of the counts, not of the shares: log p(x) is too high by the log of their sum."""
    joint = MultivariateNormal(means, covariances).log_prob(x[:, None]) + counts.to(x).log()
    return joint.log_softmax(1), joint.logsumexp(1)


def logarithm_of_softmax(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log of softmax: an improbable class is rounded to probability 0, and its log is -inf."""
    prior = (counts / counts.sum()).to(x)
    joint = MultivariateNormal(means, covariances).log_prob(x[:, None]) + prior.log()
    return joint.softmax(1).log(), joint.logsumexp(1)


def covariance_as_precision(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The covariances are handed over as precision matrices."""
    prior = counts.to(x) / counts.sum()
    classes = MultivariateNormal(means, precision_matrix=covariances)
    joint = classes.log_prob(x[:, None]) + prior.log()
    return joint.log_softmax(1), joint.logsumexp(1)


def softmax_of_the_counts(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The prior is the softmax of the counts, not their share."""
    log_prior = torch.log_softmax(counts.to(x), 0)
    joint = MultivariateNormal(means, covariances).log_prob(x[:, None]) + log_prior
    return joint.log_softmax(1), joint.logsumexp(1)


def one_two_pi_for_all_coordinates(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The density has log(2 pi) / 2 once, not once for each of the d coordinates."""
    diff = x[:, None] - means
    quadratic = torch.einsum("mki,kij,mkj->mk", diff, torch.linalg.inv(covariances), diff)
    log_density = -0.5 * (quadratic + torch.logdet(covariances) + math.log(2 * math.pi))
    joint = log_density + (counts.to(x) / counts.sum()).log()
    return joint.log_softmax(1), joint.logsumexp(1)
