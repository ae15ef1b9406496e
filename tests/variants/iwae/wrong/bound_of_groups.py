"""Wrong ways of writing ``bound_of_groups``; a docstring is what its message says."""

import math

import torch


def elbo(log_w, m):
    """this is the mean of the logarithms, the ELBO, whatever m is"""
    return log_w.reshape(-1, m, log_w.shape[1]).mean(1).mean(0)


def sum_of_weights(log_w, m):
    """the 1/m is missing: subtract log m"""
    return torch.stack([part.logsumexp(0) for part in log_w.split(m)]).mean(0)


def one_group(log_w, m):
    """all k draws are in one group"""
    return torch.logsumexp(log_w, 0) - math.log(len(log_w))


def wrong_axis(log_w, m):
    """a group is m rows that follow each other"""
    groups = log_w.reshape(m, -1, log_w.shape[1])
    return (torch.logsumexp(groups, 0) - math.log(m)).mean(0)


def plain_exp(log_w, m):
    """exp overflows or becomes 0"""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return groups.exp().mean(1).log().mean(0)


def weighted_logarithms(log_w, m):
    """this is the sum of the shares times log w, which is not the bound"""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return (torch.softmax(groups, 1) * groups).sum(1).mean(0)


def every_group(log_w, m):
    """not averaged over the groups"""
    return torch.logsumexp(log_w.reshape(-1, m, log_w.shape[1]), 1) - math.log(m)


def number_of_draws(log_w, m):
    """log k is subtracted; a group has m draws"""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return torch.logsumexp(groups, 1).mean(0) - math.log(log_w.shape[0])
