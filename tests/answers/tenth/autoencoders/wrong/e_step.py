"""Wrong answers to e_step."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def responsibilities_detached(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Detaches the responsibilities, as EM does, so no gradient flows back through them."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.softmax(1).detach(), joint.logsumexp(1)


def logs_clamped_at_minus_hundred(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Clamps log-densities at -100, so that far codes belong to all Gaussians by weight alone."""
    log_density = MultivariateNormal(means, covariances).log_prob(z[:, None]).clamp(min=-100)
    joint = weights.log() + log_density
    return joint.softmax(1), joint.logsumexp(1)


def half_of_the_log_determinant(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the log-determinant of the Cholesky factor for that of the covariance: half of it."""
    factors = torch.linalg.cholesky(covariances)
    differences = (z[None] - means[:, None]).mT
    white = torch.linalg.solve_triangular(factors, differences, upper=False)
    log_det = factors.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    constant = z.shape[1] * math.log(2 * math.pi)
    joint = weights.log()[:, None] - 0.5 * (white.square().sum(1) + log_det[:, None] + constant)
    return joint.softmax(0).T, joint.logsumexp(0)
