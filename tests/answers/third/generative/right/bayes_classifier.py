"""Right answers to bayes_classifier."""

import math

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal


def class_after_class(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """One MultivariateNormal for each class in a loop; log_softmax gives the posterior."""
    total = math.log(int(counts.sum()))
    columns = []
    for mean, covariance, count in zip(means, covariances, counts.tolist(), strict=True):
        gaussian = MultivariateNormal(mean, covariance)
        columns.append(gaussian.log_prob(x) + math.log(count) - total)
    joint = torch.stack(columns, dim=-1)
    return torch.log_softmax(joint, -1), torch.logsumexp(joint, -1)


def mixture_gives_the_evidence(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(x) from MixtureSameFamily with logits log n_k; Bayes' rule with its parts."""
    labels = Categorical(logits=counts.to(x).log())
    classes = MultivariateNormal(means, covariances)
    evidence = MixtureSameFamily(labels, classes).log_prob(x)
    return labels.logits + classes.log_prob(x.unsqueeze(1)) - evidence.unsqueeze(1), evidence


def solve_and_slogdet(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Distances by torch.linalg.solve and einsum, determinants by slogdet."""
    away = x[:, None, :] - means
    solved = torch.linalg.solve(covariances, away.permute(1, 2, 0)).permute(2, 0, 1)
    distance = torch.einsum("mkd,mkd->mk", away, solved)
    log_det = torch.linalg.slogdet(covariances).logabsdet
    share = counts.to(dtype=x.dtype, device=x.device) / counts.sum()
    joint = share.log() - 0.5 * (distance + log_det + x.shape[-1] * math.log(2 * math.pi))
    evidence = torch.logsumexp(joint, dim=1)
    return joint - evidence.unsqueeze(1), evidence


def one_input_at_a_time(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """vmap over the inputs, with inverse factors that are computed once."""
    factors = torch.linalg.cholesky(covariances)
    unit = torch.eye(x.shape[1], dtype=x.dtype, device=x.device).expand_as(factors)
    whitening = torch.linalg.solve_triangular(factors, unit, upper=False)
    number = counts.to(x.dtype)
    constant = number.log() - number.sum().log() - x.shape[1] * math.log(2 * math.pi) / 2
    constant = constant + torch.diagonal(whitening, dim1=1, dim2=2).log().sum(1)

    def one(point: Tensor) -> tuple[Tensor, Tensor]:
        white = torch.einsum("kij,kj->ki", whitening, point - means)
        joint = constant - white.pow(2).sum(1) / 2
        evidence = torch.logsumexp(joint, 0)
        return joint - evidence, evidence

    posterior, evidence = torch.func.vmap(one)(x)
    return posterior, evidence


def prior_and_maximum_by_hand(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Unnormalized prior log n_k, its normalizer subtracted from log p(x); the shift by hand."""
    number = counts.to(x.dtype)
    density = MultivariateNormal(means, scale_tril=torch.linalg.cholesky(covariances))
    joint = density.log_prob(x[:, None]) + number.log()
    top = joint.detach().max(dim=1, keepdim=True).values
    log_sum = top + (joint - top).exp().sum(1, keepdim=True).log()
    return joint - log_sum, log_sum[:, 0] - number.sum().log()
