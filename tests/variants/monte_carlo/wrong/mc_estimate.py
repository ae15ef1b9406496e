"""Wrong ways of writing ``mc_estimate``; a docstring is what its message says."""

import math

import torch


def no_root(values):
    """this is the spread of one draw"""
    return values.mean(0), values.std(0)


def by_n(values):
    """divide the standard deviation by sqrt(n)"""
    return values.mean(0), values.std(0) / len(values)


def variance(values):
    """the standard error is squared"""
    return values.mean(0), values.var(0) / len(values)


def variance_of_one(values):
    """this is the variance of one draw"""
    return values.mean(0), values.var(0)


def biased(values):
    """divides by n - 1, not by n"""
    return values.mean(0), values.std(0, correction=0) / math.sqrt(len(values))


def minus_one_twice(values):
    """divided by sqrt(n - 1)"""
    return values.mean(0), values.std(0) / math.sqrt(len(values) - 1)


def multiplied(values):
    """multiplied by sqrt(n); divide by it"""
    return values.mean(0), values.std(0) * math.sqrt(len(values))


def all_axes(values):
    """the mean is over every axis"""
    return values.mean(), values.std() / math.sqrt(values.numel())


def added(values):
    """the values are added up"""
    return values.sum(0), values.std(0) / math.sqrt(len(values))


def median(values):
    """this is the median"""
    return values.median(0).values, values.std(0) / math.sqrt(len(values))


def swapped(values):
    """in the wrong order"""
    return values.std(0) / math.sqrt(len(values)), values.mean(0)


def only_the_mean(values):
    """it should be a pair of two"""
    return values.mean(0)


def numel(values):
    """n is the number of draws, the length of the first axis"""
    return values.mean(0), values.std(0) / math.sqrt(values.numel())


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
