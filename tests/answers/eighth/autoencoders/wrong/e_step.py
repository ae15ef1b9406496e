"""Wrong answers to e_step."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal


def coordinates_independent(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Uses the diagonals of the covariances alone, which is right only if the rest is zero."""
    std = covariances.diagonal(dim1=-2, dim2=-1).sqrt()
    joint = Normal(means, std).log_prob(z[:, None]).sum(-1) + weights.log()
    return torch.softmax(joint, 1), torch.logsumexp(joint, 1)


def mean_joint_for_the_evidence(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Averages the joint's logarithm for log p(z): too small wherever responsibilities share."""
    joint = MultivariateNormal(means, covariances).log_prob(z[:, None]) + weights.log()
    responsibilities = torch.softmax(joint, 1)
    return responsibilities, (responsibilities * joint).sum(1)


def logarithms_with_a_floor(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Holds each log-density at -80 or more, so that far codes get the prior weights and -80."""
    log_prob = MultivariateNormal(means, covariances).log_prob(z[:, None]).clamp_min(-80)
    joint = log_prob + weights.log()
    return torch.softmax(joint, 1), torch.logsumexp(joint, 1)
