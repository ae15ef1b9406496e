"""Wrong ways of writing ``bound_of_groups``; a docstring is what its message says."""

import math

import torch


def plain_exp(log_w, m):
    """exp overflows or becomes 0"""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return groups.exp().mean(1).log().mean(0)


def every_group(log_w, m):
    """not averaged over the groups"""
    return torch.logsumexp(log_w.reshape(-1, m, log_w.shape[1]), 1) - math.log(m)
