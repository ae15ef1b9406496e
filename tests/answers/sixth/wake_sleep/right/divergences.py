"""Right answers to divergences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def two_sums(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The difference of the logarithms, weighted in two ways."""
    log_posterior = torch.log_softmax(log_joint, -1)
    gap = q.log() - log_posterior
    return (q * gap).sum(-1), -(log_posterior.exp() * gap).sum(-1)


def library(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """F.kl_div, whose first argument is the logarithm of the second distribution."""
    log_posterior, log_q = F.log_softmax(log_joint, dim=1), torch.log(q)
    wake = F.kl_div(log_posterior, log_q, reduction="none", log_target=True).sum(1)
    sleep = F.kl_div(log_q, log_posterior, reduction="none", log_target=True).sum(1)
    return wake, sleep


def evidence_and_bound(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The evidence minus the bound from below, and a bound from above minus the evidence."""
    shifted = log_joint - log_joint.detach().amax(1, keepdim=True)
    evidence = shifted.logsumexp(1)
    posterior = torch.softmax(shifted, 1)
    below = torch.einsum("bz,bz->b", q, shifted - q.log())
    above = torch.einsum("bz,bz->b", posterior, shifted - q.log())
    return evidence - below, above - evidence
