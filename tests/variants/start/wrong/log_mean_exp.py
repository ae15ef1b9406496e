"""Wrong ways of writing ``log_mean_exp``; a docstring is what its message says."""

import math

import torch


def unstable(log_w):
    """exp overflows for large log_w"""
    return log_w.exp().mean(0).log()


def last_axis(log_w):
    """taken over the last axis"""
    return torch.logsumexp(log_w, 1) - math.log(log_w.shape[1])


def all_axes(log_w):
    """taken over all axes"""
    return torch.logsumexp(log_w.flatten(), 0) - math.log(log_w.numel())


def wrong_k(log_w):
    """1/k is the number of rows, not of columns"""
    return torch.logsumexp(log_w, 0) - math.log(log_w.shape[1])


def largest_not_added(log_w):
    """the largest is not added back"""
    largest = log_w.max(0).values
    return (log_w - largest).exp().mean(0).log()


def only_the_largest(log_w):
    """this is the largest of them"""
    return log_w.max(0).values


def one_largest_for_all(log_w):
    """exp underflows to 0 where columns are far apart"""
    return (log_w - log_w.max()).exp().mean(0).log() + log_w.max()


def detached(log_w):
    """no gradient can flow back"""
    return torch.logsumexp(log_w.detach(), 0) - math.log(log_w.shape[0])


def clamped(log_w):
    """exp underflows to 0 for very negative log_w"""
    return torch.logsumexp(log_w.clamp(-80), 0) - math.log(log_w.shape[0])


def smallest_first(log_w):
    """exp overflows where the rows of a column are far apart"""
    smallest = log_w.min(0).values
    return (log_w - smallest).exp().mean(0).log() + smallest


def partly_float32(log_w):
    """a part of it is computed in float32"""
    return torch.logsumexp(log_w.float(), 0).to(log_w.dtype) - math.log(log_w.shape[0])
