"""Wrong ways of writing ``predictive_log_prob``; a docstring is what its message says."""

import torch


def mean_of_logits(logits):
    """the logits are averaged"""
    return torch.log_softmax(logits.mean(0), -1)


def normalized_last(logits):
    """normalize each draw first"""
    return torch.log_softmax(torch.logsumexp(logits, 0), -1)


def overflow(logits):
    """exp overflows or becomes 0"""
    p = logits.exp()
    return (p / p.sum(-1, keepdim=True)).mean(0).log()


def first(logits):
    """the first draw alone is used"""
    return torch.log_softmax(logits, -1)[0]
