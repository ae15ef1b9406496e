"""Wrong ways of writing ``waiting_log_prob``, and what their messages say."""

import torch

EDITS = """
    rate * x -> x / rate  # x is divided by the rate; multiply
    .sum(-1) -> .sum()  # summed over every axis
    x, rate = x.detach(), rate.detach()  # no gradient
"""


def density(x, rate):
    """return the logarithm of the density"""
    return torch.prod(rate * torch.exp(-rate * x), -1)
