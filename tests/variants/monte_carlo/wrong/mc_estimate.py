"""Wrong ways of writing ``mc_estimate``; a docstring is what its message says."""

import math

import torch


def only_the_mean(values):
    """2 tensors should be returned"""
    return values.mean(0)


def not_centred(values):
    """the mean is not subtracted"""
    n = len(values)
    return values.mean(0), torch.sqrt(values.square().sum(0) / (n - 1) / n)


def rounded(values):
    """a part of it is computed in float32"""
    mean = values.float().mean(0).to(values.dtype)
    return mean, values.std(0) / math.sqrt(len(values))


def detached(values):
    """no gradient can flow back"""
    return values.mean(0).detach(), values.std(0) / math.sqrt(len(values))
