"""Wrong answers to divergences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def other_way_round(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """F.kl_div(log a, b) is KL(b || a), so the two divergences are swapped."""
    log_posterior = torch.log_softmax(log_joint, -1)
    wake = F.kl_div(q.log(), log_posterior.exp(), reduction="none").sum(-1)
    sleep = F.kl_div(log_posterior, q, reduction="none").sum(-1)
    return wake, sleep


def joint_for_posterior(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The log-joint is not normalized, so the first is minus the ELBO."""
    wake = (q * (q.log() - log_joint)).sum(-1)
    sleep = (log_joint.exp() * (log_joint - q.log())).sum(-1)
    return wake, sleep


def logarithm_of_softmax(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """A posterior that underflows to 0 has the logarithm of minus infinity."""
    posterior = torch.softmax(log_joint, -1)
    wake = (q * torch.log(q / posterior)).sum(-1)
    sleep = torch.where(posterior > 0, posterior * torch.log(posterior / q), 0.0).sum(-1)
    return wake, sleep


def both_weighted_by_q(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The second sum is weighted by q as well, so it is only minus the first."""
    log_posterior = torch.log_softmax(log_joint, -1)
    return (q * (q.log() - log_posterior)).sum(-1), (q * (log_posterior - q.log())).sum(-1)


def posterior_weights_detached(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The weights of the second sum are constants, so its gradient by the log-joint is wrong."""
    log_posterior = torch.log_softmax(log_joint, -1)
    posterior = log_posterior.exp().detach()
    wake = (q * (q.log() - log_posterior)).sum(-1)
    return wake, (posterior * (log_posterior - q.log())).sum(-1)


def smoothed_q(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """q is kept above 0.001 in the logarithms, so rare states cost too little in the second."""
    log_posterior = torch.log_softmax(log_joint, -1)
    log_q = q.clamp(min=1e-3).log()
    wake = (q * (log_q - log_posterior)).sum(-1)
    return wake, (log_posterior.exp() * (log_posterior - log_q)).sum(-1)
