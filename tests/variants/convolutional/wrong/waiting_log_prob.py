"""Wrong ways of writing ``waiting_log_prob``; a docstring is what its message says."""

import torch
from torch.distributions import Exponential


def mean_for_rate(x, rate):
    """x is divided by the rate; multiply"""
    return (torch.log(rate) - x / rate).sum(-1)


def of_the_batch(x, rate):
    """summed over every axis"""
    return Exponential(rate).log_prob(x).sum()


def density(x, rate):
    """return the logarithm of the density"""
    return torch.prod(rate * torch.exp(-rate * x), -1)


def cut(x, rate):
    """no gradient"""
    return Exponential(rate.detach()).log_prob(x.detach()).sum(-1)
