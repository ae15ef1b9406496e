"""Wrong answers to e_step."""

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


def equal_shares_where_all_underflow(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Far away all densities round to 0, and each Gaussian gets the same share there: no NaN, but not Bayes' rule; log p(z) ends at the smallest number."""
    density = weights * MultivariateNormal(means, covariances).log_prob(z[:, None]).exp()
    total = density.sum(1, keepdim=True)
    tiny = torch.finfo(z.dtype).tiny
    shares = torch.where(
        total > tiny, density / total.clamp_min(tiny), torch.ones_like(density) / len(weights)
    )
    return shares, total.squeeze(1).clamp_min(tiny).log()


def weights_taken_for_logits(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The weights are probabilities already: the softmax makes nearly equal ones of them."""
    joint = weights.log_softmax(0) + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.softmax(1), joint.logsumexp(1)


def log_densities_cut_off(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Log-densities below -100 are raised to -100: far away all Gaussians then look equally near."""
    log_density = MultivariateNormal(means, covariances).log_prob(z[:, None]).clamp(min=-100)
    joint = weights.log() + log_density
    return joint.softmax(1), joint.logsumexp(1)


def expected_joint_for_the_evidence(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The second result is the expected log-joint under the responsibilities; log p(z) is larger, by their entropy."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    responsibilities = joint.softmax(1)
    return responsibilities, (responsibilities * joint).sum(1)


def one_covariance_for_all(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """All Gaussians get the average covariance; each has its own."""
    pooled = torch.einsum("c,cij->ij", weights, covariances)
    joint = weights.log() + MultivariateNormal(means, pooled).log_prob(z[:, None])
    return joint.softmax(1), joint.logsumexp(1)


def weights_only_in_the_evidence(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(z) has the weights, the responsibilities do not: a rare Gaussian claims as much as a frequent one."""
    log_density = MultivariateNormal(means, covariances).log_prob(z[:, None])
    return log_density.softmax(1), (log_density + weights.log()).logsumexp(1)


def constant_of_the_plane(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The constant is log 2 pi, which is that of two dimensions: it should be half of it for each."""
    factor = torch.linalg.cholesky(covariances)
    white = torch.linalg.solve_triangular(
        factor, (z[:, None] - means)[..., None], upper=False
    ).squeeze(-1)
    log_density = (
        -0.5 * white.square().sum(-1)
        - factor.diagonal(dim1=-2, dim2=-1).log().sum(-1)
        - math.log(2 * math.pi)
    )
    joint = weights.log() + log_density
    return joint.softmax(1), joint.logsumexp(1)


def responsibilities_held_fixed(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The responsibilities are computed under no_grad: gradients shall flow back through them too."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    log_p = joint.logsumexp(1)
    with torch.no_grad():
        responsibilities = (joint - log_p[:, None]).exp()
    return responsibilities, log_p
