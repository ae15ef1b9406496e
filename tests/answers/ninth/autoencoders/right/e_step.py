"""Right answers to e_step."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def softmax_of_the_joint(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The joint log p(z, c) by torch.distributions; its softmax and logsumexp over c."""
    joint = MultivariateNormal(means, covariances).log_prob(z[:, None]) + weights.log()
    return joint.softmax(1), joint.logsumexp(1)


def gaussian_by_gaussian(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """A loop over the Gaussians with Cholesky factors, then Bayes' rule relative to the largest."""
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        lower = torch.linalg.cholesky(covariance)
        white = torch.linalg.solve_triangular(lower, (z - mean).T, upper=False)
        log_det = 2 * lower.diagonal().log().sum()
        log_density = -0.5 * (white.square().sum(0) + log_det + len(mean) * math.log(2 * math.pi))
        columns.append(weight.log() + log_density)
    joint = torch.stack(columns, 1)
    top = joint.amax(1, keepdim=True).detach()
    relative = (joint - top).exp()
    total = relative.sum(1, keepdim=True)
    return relative / total, (top + total.log())[:, 0]
