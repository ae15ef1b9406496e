"""Right answers to divergences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def difference_of_logarithms(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """One difference of logarithms, weighted by q and by minus the posterior."""
    log_posterior = log_joint.log_softmax(dim=1)
    gap = q.log() - log_posterior
    return (q * gap).sum(1), (-log_posterior.exp() * gap).sum(1)


def kl_div_of_torch(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """By F.kl_div, whose first argument is the logarithm of the second distribution."""
    log_posterior = F.log_softmax(log_joint, 1)
    wake = F.kl_div(log_posterior, q, reduction="none").sum(1)
    sleep = F.kl_div(q.log(), log_posterior, reduction="none", log_target=True).sum(1)
    return wake, sleep


def loop_over_states(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """State by state, after the largest logarithm of each row is taken out."""
    shifted = log_joint - log_joint.amax(1, keepdim=True).detach()
    log_evidence = shifted.exp().sum(1).log()
    wake = torch.zeros_like(log_evidence)
    sleep = torch.zeros_like(log_evidence)
    for s in range(q.shape[1]):
        log_post, log_guess = shifted[:, s] - log_evidence, torch.log(q[:, s])
        wake = wake + q[:, s] * (log_guess - log_post)
        sleep = sleep + torch.exp(log_post) * (log_post - log_guess)
    return wake, sleep
