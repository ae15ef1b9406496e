"""Wrong answers to divergences."""

import torch
from torch import Tensor


def joint_for_the_posterior(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Compares q with the joint in the first sum, so that it is larger by -log p(x)."""
    log_posterior = torch.log_softmax(log_joint, -1)
    wake = (q * (q.log() - log_joint)).sum(-1)
    return wake, (log_posterior.exp() * (log_posterior - q.log())).sum(-1)


def logarithm_after_the_softmax(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Takes the logarithm of a softmax, which is -inf where the posterior is rounded to 0."""
    posterior = torch.softmax(log_joint, -1)
    log_ratio = torch.log(q) - torch.log(posterior)
    return (q * log_ratio).sum(-1), -(posterior * log_ratio).sum(-1)


def posterior_weights_held_constant(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Detaches the posterior where it weighs, so that log_joint's gradient misses a part."""
    log_posterior = torch.log_softmax(log_joint, -1)
    log_ratio = torch.log(q) - log_posterior
    return (q * log_ratio).sum(-1), -(log_posterior.detach().exp() * log_ratio).sum(-1)
