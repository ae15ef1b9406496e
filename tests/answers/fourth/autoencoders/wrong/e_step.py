"""Wrong answers to e_step."""

from torch import Tensor
from torch.distributions import MultivariateNormal, Normal
from torch.nn import functional as F


def small_number_in_the_denominator(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Densities without logarithms, plus 1e-10: far away the responsibilities are all 0."""
    density = weights * MultivariateNormal(means, covariances).log_prob(z[:, None]).exp()
    total = density.sum(1) + 1e-10
    return density / total[:, None], total.log()


def weights_added_to_logarithms(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds the weights, not their logarithms, to the log-densities."""
    joint = weights + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.softmax(1), joint.logsumexp(1)


def coordinates_independent(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Uses only the variances on the diagonals of the covariances."""
    stds = covariances.diagonal(dim1=-2, dim2=-1).sqrt()
    joint = weights.log() + Normal(means, stds).log_prob(z[:, None]).sum(-1)
    return joint.softmax(1), joint.logsumexp(1)


def one_likelihood_for_all(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """log p is averaged over the codes: its shape is (), not (n,)."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return joint.softmax(1), joint.logsumexp(1).mean()


def likeliest_gaussian_takes_all(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Hard assignment: responsibility 1 for the likeliest Gaussian, 0 for the others."""
    joint = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return F.one_hot(joint.argmax(1), len(weights)).to(z), joint.logsumexp(1)


def likelihood_without_the_weights(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(z) is the logsumexp of the densities, without their weights."""
    log_density = MultivariateNormal(means, covariances).log_prob(z[:, None])
    return (weights.log() + log_density).softmax(1), log_density.logsumexp(1)
