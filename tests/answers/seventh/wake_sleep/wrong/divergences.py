"""Wrong answers to divergences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def joint_for_posterior(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """In the first divergence the joint stands in place of the posterior: it is minus the ELBO."""
    wake = (q * (q.log() - log_joint)).sum(1)
    log_posterior = torch.log_softmax(log_joint, 1)
    return wake, (log_posterior.exp() * (log_posterior - q.log())).sum(1)


def arguments_of_kl_div(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """F.kl_div is called as KL(first || second), so the divergences come in the wrong order."""
    posterior = torch.softmax(log_joint, 1)
    wake = F.kl_div(q.log(), posterior, reduction="none").sum(1)
    sleep = F.kl_div(torch.log_softmax(log_joint, 1), q, reduction="none").sum(1)
    return wake, sleep


def logarithm_after_softmax(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Takes the logarithm of the posterior, infinite or nan where it is rounded to 0."""
    posterior = torch.softmax(log_joint, 1)
    wake = (q * (q / posterior).log()).sum(1)
    sleep = (posterior * (posterior / q).log()).sum(1)
    return wake, sleep


def posterior_held_constant(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The posterior is detached, so that no gradient flows back to the model."""
    log_posterior = torch.log_softmax(log_joint, 1).detach()
    gap = q.log() - log_posterior
    return (q * gap).sum(1), -(log_posterior.exp() * gap).sum(1)


def means_over_states(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The terms are averaged over the states, although they have their weights already."""
    log_posterior = torch.log_softmax(log_joint, 1)
    wake = F.kl_div(log_posterior, q, reduction="none").mean(1)
    sleep = F.kl_div(q.log(), log_posterior.exp(), reduction="none").mean(1)
    return wake, sleep
