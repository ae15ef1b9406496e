"""Wrong ways of writing ``bernoulli_kl``; a docstring is what its message says."""

import math

import torch
from torch.nn import functional as F


def plain_logarithm(logits):
    """for inputs far from 0"""
    pi = torch.sigmoid(logits)
    return (pi * torch.log(2 * pi) + (1 - pi) * torch.log(2 * (1 - pi))).sum(-1)


def no_prior(logits):
    """the log 2 is missing"""
    pi = torch.sigmoid(logits)
    return (pi * logits - F.softplus(logits)).sum(-1)


def one_log_2(logits):
    """log 2 counts once for each bit"""
    pi = torch.sigmoid(logits)
    return (pi * logits - F.softplus(logits)).sum(-1) + math.log(2)


def swapped(logits):
    """the two arguments are swapped"""
    return (F.softplus(logits) - 0.5 * logits - math.log(2)).sum(-1)


def one_term(logits):
    """the term of z = 0 is missing"""
    return (torch.sigmoid(logits) * F.logsigmoid(logits) + math.log(2)).sum(-1)


def in_bits(logits):
    """the divergence is in bits"""
    pi = torch.sigmoid(logits)
    return ((pi * logits - F.softplus(logits)) / math.log(2) + 1).sum(-1)


def averaged(logits):
    """averaged over the last axis"""
    pi = torch.sigmoid(logits)
    return (pi * logits - F.softplus(logits) + math.log(2)).mean(-1)


def entropy(logits):
    """log 2 is subtracted; add it"""
    pi = torch.sigmoid(logits)
    return (pi * logits - F.softplus(logits) - math.log(2)).sum(-1)
