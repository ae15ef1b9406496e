"""Wrong ways of writing ``bernoulli_log_likelihood``; a docstring is what its message says."""

import torch
from torch.distributions import Bernoulli
from torch.nn import functional as F


def wrong_sign(x, logits):
    """the sign is wrong"""
    return (F.softplus(logits) - x * logits).sum(-1)


def cross_entropy(x, logits):
    """the sign is wrong"""
    x, logits = torch.broadcast_tensors(x, logits)
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(-1)


def mean(x, logits):
    """averaged over the last axis"""
    return (x * logits - F.softplus(logits)).mean(-1)


def all_summed(x, logits):
    """summed over every axis"""
    return (x * logits - F.softplus(logits)).sum()


def wrong_axis(x, logits):
    """summed over the first axis"""
    return (x * logits - F.softplus(logits)).sum(0)


def not_summed(x, logits):
    """not summed over the last axis"""
    return x * logits - F.softplus(logits)


def probabilities_for_logits(x, logits):
    """the logits are used as if they were probabilities"""
    return (x * logits.log() + (1 - x) * (1 - logits).log()).sum(-1)


def binary_cross_entropy(x, logits):
    """the logits are used as if they were probabilities"""
    x, logits = torch.broadcast_tensors(x, logits)
    return -F.binary_cross_entropy(logits, x, reduction="none").sum(-1)


def sigmoid_twice(x, logits):
    """sigmoid is applied to the logits twice"""
    p = logits.sigmoid()
    return (x * p - F.softplus(p)).sum(-1)


def exchanged(x, logits):
    """zeros and ones are exchanged"""
    return ((1 - x) * logits - F.softplus(logits)).sum(-1)


def only_white_pixels(x, logits):
    """the term for pixels that are 0, (1 - x) log(1 - p), is missing"""
    return (x * F.logsigmoid(logits)).sum(-1)


def plus_softplus(x, logits):
    """softplus has the wrong sign"""
    return (x * logits + F.softplus(logits)).sum(-1)


def no_softplus(x, logits):
    """the term log(1 + exp(logits)) is missing"""
    return (x * logits).sum(-1)


def unstable_probabilities(x, logits):
    """do not go through probabilities"""
    p = logits.sigmoid()
    return (x * p.log() + (1 - x) * (1 - p).log()).sum(-1)


def unstable_exponential(x, logits):
    """do not go through probabilities"""
    return (x * logits - torch.log(1 + logits.exp())).sum(-1)


def tiny_number(x, logits):
    """do not go through probabilities"""
    p = logits.sigmoid()
    return (x * (p + 1e-12).log() + (1 - x) * (1 - p + 1e-12).log()).sum(-1)


def probability(x, logits):
    """return the logarithm of the probability"""
    return (x * logits - F.softplus(logits)).sum(-1).exp()


def squared_error(x, logits):
    """this is a squared error"""
    return -((x - logits.sigmoid()) ** 2).sum(-1)


def detached(x, logits):
    """no gradient reaches logits"""
    return (x * logits.detach() - F.softplus(logits.detach())).sum(-1)


def no_broadcast(x, logits):
    """for inputs of shape"""
    assert x.shape == logits.shape, "for inputs of shape"
    return (x * logits - F.softplus(logits)).sum(-1)


def refuses_grey(x, logits):
    """ValueError"""
    return Bernoulli(logits=logits, validate_args=True).log_prob(x).sum(-1)


def rounds_grey(x, logits):
    """grey pixels are rounded"""
    return (x.round() * logits - F.softplus(logits)).sum(-1)


def no_broadcasting(x, logits):
    """Target size"""
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(-1)
