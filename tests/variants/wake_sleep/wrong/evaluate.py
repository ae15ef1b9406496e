"""Wrong ways of writing ``evaluate``; a docstring is what its message says.

The first prints a number of draws and makes another, as public code does that was much copied.
"""

import math

import torch


def always_four(draw_log_w, k, size):
    """it says k draws and makes `size`"""
    return torch.logsumexp(draw_log_w(4), 0) - math.log(4)


def training_draws(draw_log_w, k, size):
    """it makes `size` draws and divides by k"""
    return torch.logsumexp(draw_log_w(min(size, k)), 0) - math.log(k)


def whole_parts(draw_log_w, k, size):
    """the rest is not drawn, but the sum divided by k"""
    parts = [draw_log_w(size) for _ in range(k // size)]
    return torch.logsumexp(torch.cat(parts), 0) - math.log(k) if parts else draw_log_w(1)[0]


def too_many(draw_log_w, k, size):
    """more than k draws are made, and divided by k"""
    parts = [draw_log_w(size) for _ in range(math.ceil(k / size))]
    return torch.logsumexp(torch.cat(parts), 0) - math.log(k)


def all_at_once(draw_log_w, k, size):
    """11 draws are made at once, and only 4 fit"""
    return torch.logsumexp(draw_log_w(k), 0) - math.log(k)


def bounds_averaged(draw_log_w, k, size):
    """the bounds of the parts are averaged"""
    bounds = []
    for done in range(0, k, size):
        log_w = draw_log_w(min(size, k - done))
        bounds.append(torch.logsumexp(log_w, 0) - math.log(len(log_w)))
    return torch.stack(bounds).mean(0)


def parts_alike(draw_log_w, k, size):
    """the parts count alike"""
    bounds = []
    for done in range(0, k, size):
        log_w = draw_log_w(min(size, k - done))
        bounds.append(torch.logsumexp(log_w, 0) - math.log(len(log_w)))
    return torch.logsumexp(torch.stack(bounds), 0) - math.log(len(bounds))


def elbo(draw_log_w, k, size):
    """this is the mean of the logarithms"""
    total = 0
    for done in range(0, k, size):
        total = total + draw_log_w(min(size, k - done)).sum(0)
    return total / k


def sum_of_weights(draw_log_w, k, size):
    """the 1/k is missing"""
    sums = [torch.logsumexp(draw_log_w(min(size, k - done)), 0) for done in range(0, k, size)]
    return torch.logsumexp(torch.stack(sums), 0)


def plain_exp(draw_log_w, k, size):
    """exp overflows or becomes 0"""
    total = 0
    for done in range(0, k, size):
        total = total + draw_log_w(min(size, k - done)).exp().sum(0)
    return torch.log(total / k)


def negative(draw_log_w, k, size):
    """this is the negative log-likelihood"""
    sums = [torch.logsumexp(draw_log_w(min(size, k - done)), 0) for done in range(0, k, size)]
    return math.log(k) - torch.logsumexp(torch.stack(sums), 0)
