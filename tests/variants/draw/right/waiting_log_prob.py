"""Other right ways of writing ``waiting_log_prob``."""

import torch
from torch.distributions import Exponential


def distribution(x, rate):
    return Exponential(rate, validate_args=False).log_prob(x).sum(-1)


def einsum(x, rate):
    return rate.log().sum(-1) - torch.einsum("bd,bd->b", rate, x)


def column_by_column(x, rate):
    total = torch.zeros_like(x[:, 0])
    for one, its_rate in zip(x.unbind(1), rate.unbind(1), strict=True):
        total = total + torch.log(its_rate) - its_rate * one
    return total
