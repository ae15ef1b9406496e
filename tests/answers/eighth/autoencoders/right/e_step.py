"""Right answers to e_step."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def softmax_of_the_joint(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Take softmax and logsumexp of the joint log-densities from torch.distributions."""
    gaussians = MultivariateNormal(means, covariances, validate_args=False)
    joint = gaussians.log_prob(z.unsqueeze(1)) + weights.log()
    return torch.softmax(joint, 1), torch.logsumexp(joint, 1)


def gaussian_by_gaussian(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Whiten the codes for one Gaussian after the other, and shift by the largest logarithm."""
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        factor = torch.linalg.cholesky(covariance)
        white = torch.linalg.solve_triangular(factor, (z - mean).T, upper=False)
        constant = z.shape[1] / 2 * math.log(2 * math.pi) + factor.diagonal().log().sum()
        columns.append(weight.log() - constant - white.square().sum(0) / 2)
    joint = torch.stack(columns, 1)
    top = joint.detach().amax(1, keepdim=True)
    scaled = (joint - top).exp()
    total = scaled.sum(1, keepdim=True)
    return scaled / total, (top + total.log()).squeeze(1)
