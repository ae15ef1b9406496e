"""Wrong answers to e_step."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def densities_divided(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Leaves the logarithms: far away all densities round to 0, and 0 / 0 is not a number."""
    joint = weights * MultivariateNormal(means, covariances).log_prob(z[:, None]).exp()
    p = joint.sum(1)
    return joint / p[:, None], p.log()


def small_number_added(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """A small number against 0 / 0: far away the rows sum to 0, and log p is stuck at its logarithm."""
    joint = weights * MultivariateNormal(means, covariances).log_prob(z[:, None]).exp()
    p = joint.sum(1) + 1e-12
    return joint / p[:, None], p.log()


def weights_forgotten(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The weights are left out: this is for Gaussians that are equally probable, and log p is off by log c."""
    joint = MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.softmax(1), joint.logsumexp(1)


def weights_without_logarithm(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds the weights to the logarithms, not their logarithms."""
    joint = weights + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.softmax(1), joint.logsumexp(1)


def covariance_as_precision(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The covariance is given as the precision matrix, its inverse."""
    joint = weights.log() + MultivariateNormal(means, precision_matrix=covariances).log_prob(
        z[:, None]
    )
    return joint.softmax(1), joint.logsumexp(1)


def softmax_over_codes(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The responsibilities are normalized over the codes, not over the Gaussians."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.softmax(0), joint.logsumexp(1)


def only_diagonals(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Only the variances are used; the covariances off the diagonal are ignored."""
    std = covariances.diagonal(dim1=-2, dim2=-1).sqrt()
    joint = weights.log() + torch.distributions.Normal(means, std).log_prob(z[:, None]).sum(-1)
    return joint.softmax(1), joint.logsumexp(1)


def nearest_gaussian_only(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """log p is that of the best Gaussian alone: a maximum in place of the sum."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.softmax(1), joint.max(1).values


def responsibilities_without_gradient(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The responsibilities are detached: no gradient flows back through them."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.detach().softmax(1), joint.logsumexp(1)


def normalizers_cancelled(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Only the exponents: the determinants do not cancel between Gaussians of different size."""
    d = z[:, None] - means
    joint = weights.log() - 0.5 * torch.einsum(
        "nci,cij,ncj->nc", d, torch.linalg.inv(covariances), d
    )
    return joint.softmax(1), joint.logsumexp(1)
