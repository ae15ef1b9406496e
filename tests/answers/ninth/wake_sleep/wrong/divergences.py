"""Wrong answers to divergences."""

import torch
from torch import Tensor


def first_from_the_joint(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Puts the joint in the place of the posterior in the first: minus the ELBO, not a KL."""
    log_p = torch.log_softmax(log_joint, 1)
    awake = (q * (q.log() - log_joint)).sum(1)
    return awake, (log_p.exp() * (log_p - q.log())).sum(1)


def logarithm_of_the_posterior(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Normalizes first and takes the logarithm then: a state far below gives inf and NaN."""
    p = torch.softmax(log_joint, 1)
    ratio = q.log() - p.log()
    return (q * ratio).sum(1), -(p * ratio).sum(1)


def posterior_as_fixed_weights(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Detaches the weights of the second sum: the values are right, the joint's gradient is not."""
    log_p = torch.log_softmax(log_joint, 1)
    weights = log_p.detach().exp()
    return (q * (q.log() - log_p)).sum(1), (weights * (log_p - q.log())).sum(1)
