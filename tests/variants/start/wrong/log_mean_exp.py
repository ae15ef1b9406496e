"""Wrong ways of writing ``log_mean_exp``; a docstring is what its message says."""

import math

import torch


def unstable(log_w):
    """exp overflows, or becomes 0, for large log_w"""
    return log_w.exp().mean(0).log()


def one_largest_for_all(log_w):
    """exp underflows to 0 where columns are far apart"""
    return (log_w - log_w.max()).exp().mean(0).log() + log_w.max()


def detached(log_w):
    """no gradient can flow back"""
    return torch.logsumexp(log_w.detach(), 0) - math.log(log_w.shape[0])


def clamped(log_w):
    """log_w is clamped at -80"""
    return torch.logsumexp(log_w.clamp(-80), 0) - math.log(log_w.shape[0])


def smallest_first(log_w):
    """exp overflows where the rows of a column are far apart"""
    smallest = log_w.min(0).values
    return (log_w - smallest).exp().mean(0).log() + smallest


def partly_float32(log_w):
    """a part of it is computed in float32"""
    return torch.logsumexp(log_w.float(), 0).to(log_w.dtype) - math.log(log_w.shape[0])
