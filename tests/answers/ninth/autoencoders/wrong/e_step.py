"""Wrong answers to e_step."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def floor_under_the_densities(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Densities with a floor of 1e-30: far away all rows are uniform and log p(z) is -69."""
    density = MultivariateNormal(means, covariances).log_prob(z[:, None]).exp().clamp_min(1e-30)
    joint = weights * density
    return joint / joint.sum(1, keepdim=True), joint.sum(1).log()


def variances_alone(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the diagonals of the covariances alone: wrong where coordinates are correlated."""
    spread = covariances.diagonal(dim1=1, dim2=2).sqrt()
    each = torch.distributions.Normal(means, spread).log_prob(z[:, None])
    joint = each.sum(-1) + weights.log()
    return joint.softmax(1), joint.logsumexp(1)


def responsibilities_before_weights(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The weights enter log p(z) but not p(c | z): responsibilities as if weights were equal."""
    log_density = MultivariateNormal(means, covariances).log_prob(z.unsqueeze(1))
    log_p = torch.logsumexp(log_density + weights.log(), 1)
    return torch.softmax(log_density, 1), log_p
