"""Right answers to e_step."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def cholesky_and_softmax(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Whitens the differences with Cholesky factors, and takes a softmax of the joint logs."""
    factors = torch.linalg.cholesky(covariances)
    differences = (z[None] - means[:, None]).mT  # (c, latent, n)
    white = torch.linalg.solve_triangular(factors, differences, upper=False)
    log_det = 2 * factors.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    constant = z.shape[1] * math.log(2 * math.pi)
    joint = weights.log()[:, None] - 0.5 * (white.square().sum(1) + log_det[:, None] + constant)
    return joint.softmax(0).T, joint.logsumexp(0)


def one_gaussian_at_a_time(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Collects the logs of one MultivariateNormal after another, and adds them by logaddexp."""
    joints = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        joints.append(torch.log(weight) + MultivariateNormal(mean, covariance).log_prob(z))
    log_p = joints[0]
    for joint in joints[1:]:
        log_p = torch.logaddexp(log_p, joint)
    return torch.stack([torch.exp(joint - log_p) for joint in joints], 1), log_p
