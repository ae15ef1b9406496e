"""Wrong ways of writing ``bernoulli_log_likelihood``; a docstring is what its message says."""

import torch
from torch.distributions import Bernoulli
from torch.nn import functional as F


def unstable_exponential(x, logits):
    """do not go through probabilities"""
    return (x * logits - torch.log(1 + logits.exp())).sum(-1)


def tiny_number(x, logits):
    """do not go through probabilities"""
    p = logits.sigmoid()
    return (x * (p + 1e-12).log() + (1 - x) * (1 - p + 1e-12).log()).sum(-1)


def detached(x, logits):
    """no gradient reaches logits"""
    return (x * logits.detach() - F.softplus(logits.detach())).sum(-1)


def refuses_grey(x, logits):
    """ValueError"""
    return Bernoulli(logits=logits, validate_args=True).log_prob(x).sum(-1)


def no_broadcasting(x, logits):
    """Target size"""
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(-1)
