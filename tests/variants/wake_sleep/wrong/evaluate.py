"""Wrong ways of writing ``evaluate``; a docstring is what its message says.

The first prints a number of draws and makes another, as public code does that was much copied.
"""

import math

import torch

EDITS = """
    min(size, k - done) -> size  # more than k draws are made, and divided by k
    torch.logsumexp(log_w, 0) -> torch.logsumexp(log_w, 0) - math.log(len(log_w)); return
        torch.stack(sums).mean(0)  # the bounds of the parts are averaged
    torch.logsumexp(log_w, 0) -> torch.logsumexp(log_w, 0) - math.log(len(log_w)); math.log(k)
        -> math.log(len(sums))  # the parts count alike
    torch.logsumexp(log_w, 0) -> log_w.sum(0); return torch.stack(sums).sum(0) / k
        # this is the mean of the logarithms
    - math.log(k) ->  # the 1/k is missing
    torch.logsumexp(log_w, 0) -> log_w.exp().sum(0); return torch.log(torch.stack(sums).sum(0) /
        k)  # exp overflows or becomes 0
    return math.log(k) - torch.logsumexp(torch.stack(sums), 0)
        # this is the negative log-likelihood
"""


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


def all_at_once(draw_log_w, k, size):
    """11 draws are made at once, and only 4 fit"""
    return torch.logsumexp(draw_log_w(k), 0) - math.log(k)
