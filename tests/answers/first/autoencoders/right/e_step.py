"""Right answers to e_step."""

import math

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal


def logsumexp_and_difference(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Joint logarithms, logsumexp, and the exponential of the difference."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    log_p = joint.logsumexp(1)
    return (joint - log_p[:, None]).exp(), log_p


def softmax_of_joint(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Responsibilities by softmax, one Gaussian after the other."""
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances):
        columns.append(
            torch.log(weight) + MultivariateNormal(mean, covariance_matrix=covariance).log_prob(z)
        )
    joint = torch.stack(columns, dim=1)
    return torch.softmax(joint, dim=1), torch.logsumexp(joint, dim=1)


def cholesky_by_hand(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The Gaussian written out, with Cholesky factors and a triangular solve."""
    lower = torch.linalg.cholesky(covariances)
    deviations = (z[None] - means[:, None]).mT  # (c, latent, n)
    white = torch.linalg.solve_triangular(lower, deviations, upper=False)
    distance = white.square().sum(1)  # (c, n)
    half_logdet = lower.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_normal = -0.5 * distance - half_logdet[:, None] - 0.5 * z.shape[1] * math.log(2 * math.pi)
    joint = (log_normal + weights.log()[:, None]).T
    top = joint.amax(1, keepdim=True).detach()
    scaled = torch.exp(joint - top)
    total = scaled.sum(1, keepdim=True)
    return scaled / total, (top + total.log()).squeeze(1)


def mixture_of_the_library(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """log p by MixtureSameFamily, responsibilities by Bayes' rule in logarithms."""
    gaussians = MultivariateNormal(means, covariances)
    log_p = MixtureSameFamily(Categorical(probs=weights), gaussians).log_prob(z)
    joint = gaussians.log_prob(z.unsqueeze(1)) + weights.log()
    return joint.log_softmax(-1).exp(), log_p


def scale_tril_in_double(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Everything in double precision with Cholesky factors, then back to the dtype of z."""
    lower = torch.linalg.cholesky(covariances.double())
    gaussians = MultivariateNormal(means.double(), scale_tril=lower)
    joint = gaussians.log_prob(z.double()[:, None, :]) + weights.double().log()
    log_p = torch.logsumexp(joint, -1, keepdim=True)
    return torch.exp(joint - log_p).to(z.dtype), log_p[:, 0].to(z.dtype)
