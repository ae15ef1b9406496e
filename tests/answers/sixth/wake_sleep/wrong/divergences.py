"""Wrong answers to divergences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def one_evidence_for_all(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The joint is normalized over batch and states together, right for a batch of one only."""
    log_posterior = log_joint - log_joint.flatten().logsumexp(0)
    gap = q.log() - log_posterior
    return (q * gap).sum(-1), -(log_posterior.exp() * gap).sum(-1)


def logarithm_of_softmax(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The posterior is rounded to 0 before its logarithm is taken, which is then infinite."""
    posterior = torch.softmax(log_joint, -1)
    gap = torch.log(q) - torch.log(posterior)
    return (q * gap).sum(-1), -(posterior * gap).sum(-1)


def exchanged(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The arguments of F.kl_div are taken in the order of the formula, so both are exchanged."""
    log_posterior, log_q = torch.log_softmax(log_joint, -1), torch.log(q)
    wake = F.kl_div(log_q, log_posterior, reduction="none", log_target=True).sum(-1)
    sleep = F.kl_div(log_posterior, log_q, reduction="none", log_target=True).sum(-1)
    return wake, sleep


def fixed_posterior(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """In the second one the posterior is a constant, so the joint gets no gradient from it."""
    log_posterior = torch.log_softmax(log_joint, -1)
    wake = (q * (q.log() - log_posterior)).sum(-1)
    target = log_posterior.detach()
    sleep = (target.exp() * (target - q.log())).sum(-1)
    return wake, sleep


def cross_entropies(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The second one is the cross-entropy: the posterior's own entropy is not subtracted."""
    log_posterior = torch.log_softmax(log_joint, -1)
    wake = (q * (q.log() - log_posterior)).sum(-1)
    sleep = -(log_posterior.exp() * q.log()).sum(-1)
    return wake, sleep
