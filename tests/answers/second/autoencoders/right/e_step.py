"""Right answers to e_step."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.distributions import (
    Categorical,
    MixtureSameFamily,
    Multinomial,
    MultivariateNormal,
    Normal,
)


def triangular_solves_in_a_loop(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The log-density of each Gaussian by hand, from its Cholesky factor, in a loop."""
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances):
        factor = torch.linalg.cholesky(covariance)
        white = torch.linalg.solve_triangular(factor, (z - mean).T, upper=False)
        log_density = -0.5 * white.square().sum(0) - factor.diagonal().log().sum()
        log_density = log_density - 0.5 * z.shape[1] * math.log(2 * math.pi)
        columns.append(weight.log() + log_density)
    joint = torch.stack(columns, dim=1)
    return joint.softmax(dim=1), joint.logsumexp(dim=1)


def gradient_of_the_logsumexp(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The responsibilities are the derivative of log p(z) by the logarithm of each joint density."""
    joint = MultivariateNormal(means, covariances).log_prob(z.unsqueeze(1)) + weights.log()

    def total(a):
        log_p = torch.logsumexp(a, dim=1)
        return log_p.sum(), log_p

    responsibilities, _ = torch.func.grad(total, has_aux=True)(joint)
    return responsibilities, torch.logsumexp(joint, dim=1)


def solve_and_slogdet(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The textbook formula with linalg.solve and slogdet, and Bayes' rule as a difference of logarithms."""
    difference = (z[:, None, :] - means)[..., None]
    distance = (difference * torch.linalg.solve(covariances, difference)).sum((-2, -1))
    logdet = torch.linalg.slogdet(covariances).logabsdet
    latent = z.shape[-1]
    joint = torch.log(weights) - (distance + logdet + latent * math.log(2 * math.pi)) / 2
    log_p = torch.logsumexp(joint, -1, keepdim=True)
    return torch.exp(joint - log_p), log_p.squeeze(-1)


def largest_taken_out_by_hand(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Components on the first axis, the largest subtracted by hand (as a constant: its gradient cancels)."""
    normal = MultivariateNormal(
        means[:, None], scale_tril=torch.linalg.cholesky(covariances)[:, None]
    )
    joint = weights.log()[:, None] + normal.log_prob(z[None])
    top = joint.amax(0).detach()
    relative = (joint - top).exp()
    total = relative.sum(0)
    return (relative / total).T, total.log() + top
