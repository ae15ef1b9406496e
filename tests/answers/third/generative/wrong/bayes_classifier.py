"""Wrong answers to bayes_classifier."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def counts_taken_for_logits(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The prior is softmax(counts): the most frequent class has nearly all of it."""
    log_prior = torch.log_softmax(counts.to(x.dtype), 0)
    joint = log_prior + MultivariateNormal(means, covariances).log_prob(x[:, None])
    return joint.log_softmax(-1), joint.logsumexp(-1)


def divided_by_the_inputs_at_hand(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Divides counts by the number of inputs m: the posterior is right, log p(x) is shifted."""
    log_prior = torch.log(counts.to(x.dtype) / len(x))
    joint = log_prior + MultivariateNormal(means, covariances).log_prob(x[:, None])
    return joint.log_softmax(-1), joint.logsumexp(-1)


def one_added_to_each_count(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Laplace's rule: the prior is (n_k + 1) / (n + K) instead of the share of the class."""
    number = counts.to(x.dtype) + 1
    joint = (number / number.sum()).log() + MultivariateNormal(means, covariances).log_prob(
        x[:, None]
    )
    return joint.log_softmax(-1), joint.logsumexp(-1)


def lower_factor_read_as_upper(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Solves with upper=True: of the lower factor only the diagonal is used."""
    factors = torch.linalg.cholesky(covariances)
    away = torch.linalg.solve_triangular(factors, (x - means[:, None]).mT, upper=True)
    log_det = factors.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    number = counts.to(x.dtype)
    constant = x.shape[1] * math.log(2 * math.pi) / 2
    joint = (number / number.sum()).log() - constant - log_det - away.square().sum(-2).T / 2
    return joint.log_softmax(-1), joint.logsumexp(-1)


def constant_for_the_classes(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log(2 pi) / 2 is counted K times instead of d times: log p(x) is right only for K = d."""
    away = x[:, None] - means
    distance = (away * torch.linalg.solve(covariances, away[..., None])[..., 0]).sum(-1)
    number = counts.to(x.dtype)
    constant = len(means) * math.log(2 * math.pi)
    joint = (number / number.sum()).log()
    joint = joint - (distance + torch.logdet(covariances) + constant) / 2
    return joint.log_softmax(-1), joint.logsumexp(-1)


def whole_log_determinant(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Subtracts the whole logarithm of the determinant instead of half of it."""
    away = x[:, None] - means
    distance = (away * torch.linalg.solve(covariances, away[..., None])[..., 0]).sum(-1)
    number = counts.to(x.dtype)
    joint = (number / number.sum()).log() - x.shape[1] * math.log(2 * math.pi) / 2
    joint = joint - distance / 2 - torch.logdet(covariances)
    return joint.log_softmax(-1), joint.logsumexp(-1)


def far_densities_clamped(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Clamps log-densities at -500 "to stay finite": for far inputs all classes look alike."""
    number = counts.to(x.dtype)
    density = MultivariateNormal(means, covariances).log_prob(x[:, None]).clamp(min=-500)
    joint = (number / number.sum()).log() + density
    return joint.log_softmax(-1), joint.logsumexp(-1)


def evidence_without_the_prior(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """The posterior is right; log p(x) averages the densities as if all classes were as frequent."""
    number = counts.to(x.dtype)
    density = MultivariateNormal(means, covariances).log_prob(x[:, None])
    joint = (number / number.sum()).log() + density
    return joint.log_softmax(-1), density.logsumexp(-1) - math.log(len(counts))


def normalizer_without_gradient(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(x) is detached where it is subtracted: the gradient of the posterior is the joint's."""
    number = counts.to(x.dtype)
    joint = (number / number.sum()).log() + MultivariateNormal(means, covariances).log_prob(
        x[:, None]
    )
    evidence = joint.logsumexp(-1)
    return joint - evidence.detach()[:, None], evidence


def one_covariance_for_all(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Pools the covariances of the classes by their shares, as linear discriminants do."""
    number = counts.to(x.dtype)
    share = number / number.sum()
    pooled = torch.einsum("k,kij->ij", share, covariances)
    joint = share.log() + MultivariateNormal(means, pooled).log_prob(x[:, None])
    return joint.log_softmax(-1), joint.logsumexp(-1)
