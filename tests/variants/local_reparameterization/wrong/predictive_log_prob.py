"""Wrong ways of writing ``predictive_log_prob``; a docstring is what its message says."""

import math

import torch


def mean_of_logits(logits):
    """the logits are averaged"""
    return torch.log_softmax(logits.mean(0), -1)


def mean_of_logs(logits):
    """the logarithms are averaged"""
    return torch.log_softmax(logits, -1).mean(0)


def normalized_last(logits):
    """normalize each draw first"""
    return torch.log_softmax(torch.logsumexp(logits, 0), -1)


def no_k(logits):
    """the 1/k is missing"""
    return torch.logsumexp(torch.log_softmax(logits, -1), 0)


def probabilities(logits):
    """return their logarithms"""
    return torch.softmax(logits, -1).mean(0)


def over_examples(logits):
    """the draws are the first axis"""
    return torch.logsumexp(torch.log_softmax(logits, -1), 1) - math.log(logits.shape[1])


def overflow(logits):
    """exp overflows or becomes 0"""
    p = logits.exp()
    return (p / p.sum(-1, keepdim=True)).mean(0).log()


def softmax_over_draws(logits):
    """normalized over the draws"""
    return torch.logsumexp(torch.log_softmax(logits, 0), 0) - math.log(len(logits))


def most_confident(logits):
    """the most confident draw is returned"""
    return torch.log_softmax(logits, -1).amax(0)


def first(logits):
    """the first draw alone is used"""
    return torch.log_softmax(logits, -1)[0]
