"""Wrong ways of writing ``log_likelihood``, and what their messages say."""

import math

import torch

EDITS = """
    torch.logsumexp(log_w, 0) -> torch.logsumexp(log_w, 0) - math.log(len(log_w)); return
        torch.stack(parts).mean(0)  # the parts are averaged
    min(most, k - done) -> most; math.log(k) -> math.log(len(parts) * most)
        # the estimate is made of more draws than k
    min(most, k - done) -> most  # more than k draws are made, and divided by k
    torch.logsumexp(log_w, 0) -> log_w.exp().sum(0); return torch.log(torch.stack(parts).sum(0)
        / k)  # exp overflows or becomes 0
    torch.logsumexp(log_w, 0) -> log_w.sum(0); return torch.stack(parts).sum(0) / k
        # this is the mean of the logarithms
    - math.log(k) ->  # the 1/k is missing
"""


def as_in_training(draw_log_w, k, most):
    """it says k draws and makes `most`"""
    log_w = draw_log_w(most)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w))


def as_in_training_over_k(draw_log_w, k, most):
    """it makes `most` draws and divides by k"""
    return torch.logsumexp(draw_log_w(most), 0) - math.log(k)


def too_many_at_once(draw_log_w, k, most):
    """draws are made at once"""
    return torch.logsumexp(draw_log_w(k), 0) - math.log(k)


def more_than_it_says(draw_log_w, k, most):
    """it says 11 draws and makes 22"""
    rows = torch.cat([draw_log_w(min(most, k - done)) for done in range(0, k, most)])
    for done in range(0, k, most):
        draw_log_w(min(most, k - done))
    return torch.logsumexp(rows, 0) - math.log(k)
