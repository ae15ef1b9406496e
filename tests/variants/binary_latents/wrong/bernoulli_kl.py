"""Wrong ways of writing ``bernoulli_kl``; a docstring is what its message says."""

import math

import torch
from torch.nn import functional as F


def plain_logarithm(logits):
    """for logits far from 0"""
    pi = torch.sigmoid(logits)
    return (pi * torch.log(2 * pi) + (1 - pi) * torch.log(2 * (1 - pi))).sum(-1)


def one_log_2(logits):
    """log 2 counts once for each bit"""
    pi = torch.sigmoid(logits)
    return (pi * logits - F.softplus(logits)).sum(-1) + math.log(2)
