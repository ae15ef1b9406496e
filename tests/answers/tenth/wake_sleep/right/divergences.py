"""Right answers to divergences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def weighted_sums_of_logarithms(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Normalizes by log_softmax, and weighs the difference of logarithms by either law."""
    log_posterior = torch.log_softmax(log_joint, dim=-1)
    log_ratio = q.log() - log_posterior
    return (q * log_ratio).sum(-1), -(log_posterior.exp() * log_ratio).sum(-1)


def divergences_of_functional(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Subtracts the logsumexp, and leaves both sums to F.kl_div."""
    log_posterior = log_joint - log_joint.logsumexp(1, keepdim=True)
    log_q = torch.log(q)
    wake = F.kl_div(log_posterior, log_q, reduction="none", log_target=True)
    sleep = F.kl_div(log_q, log_posterior, reduction="none", log_target=True)
    return wake.sum(1), sleep.sum(1)
