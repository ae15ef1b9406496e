"""Wrong ways of writing ``shares``; a docstring is what its message says."""

import torch


def worst_first(log_w):
    """the worst draws weigh the most"""
    return torch.softmax(-log_w, 0)


def over_the_batch(log_w):
    """normalized over the batch"""
    return torch.softmax(log_w, -1)


def mean_one(log_w):
    """these have the mean 1, and should have the sum 1"""
    return len(log_w) * torch.softmax(log_w, 0)


def plain_exp(log_w):
    """subtract the largest first"""
    w = log_w.exp()
    return w / w.sum(0)


def one_maximum(log_w):
    """each column needs its own largest"""
    w = (log_w - log_w.max()).exp()
    return w / w.sum(0)


def cut(log_w):
    """no gradient"""
    return torch.softmax(log_w, 0).detach()


def log_shares(log_w):
    """this is the logarithm of the shares"""
    return torch.log_softmax(log_w, 0)


def not_normalized(log_w):
    """not normalized"""
    return torch.exp(log_w)
