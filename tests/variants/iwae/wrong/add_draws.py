"""Wrong ways of writing ``add_draws``; a docstring is what its message says."""

import math

import torch


def averaged(bound, k, log_w):
    """the two bounds are averaged"""
    m = len(log_w)
    new = torch.logsumexp(log_w, 0) - math.log(m)
    return (k * bound + m * new) / (k + m)


def alike(bound, k, log_w):
    """old and new count alike"""
    new = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.logaddexp(bound, new) - math.log(2)


def mean_for_sum(bound, k, log_w):
    """add log k to get the sum of the old weights"""
    both = torch.logaddexp(bound, torch.logsumexp(log_w, 0))
    return both - math.log(k + len(log_w))


def sum_of_weights(bound, k, log_w):
    """this is the sum of the weights"""
    new = torch.logsumexp(log_w, 0)
    return new if k == 0 else torch.logaddexp(bound + math.log(k), new)


def new_alone(bound, k, log_w):
    """the old draws are left out"""
    return torch.logsumexp(log_w, 0) - math.log(len(log_w))


def plain_exp(bound, k, log_w):
    """exp overflows or becomes 0"""
    old = k * bound.exp() if k else 0.0
    return torch.log((old + log_w.exp().sum(0)) / (k + len(log_w)))


def zero_times_infinity(bound, k, log_w):
    """for k = 0 the old bound"""
    log_k = math.log(k) if k else -math.inf
    total = torch.logaddexp(bound + log_k, torch.logsumexp(log_w, 0))
    return total - math.log(k + len(log_w))


def number_of_new(bound, k, log_w):
    """divided by m alone"""
    new = torch.logsumexp(log_w, 0)
    if k:
        new = torch.logaddexp(bound + math.log(k), new)
    return new - math.log(len(log_w))
