"""Wrong ways of writing ``log_likelihood``; a docstring is what its message says."""

import math

import torch


def as_in_training(draw_log_w, k, most):
    """it says k draws and makes `most`"""
    log_w = draw_log_w(most)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w))


def as_in_training_over_k(draw_log_w, k, most):
    """it makes `most` draws and divides by k"""
    return torch.logsumexp(draw_log_w(most), 0) - math.log(k)


def averaged(draw_log_w, k, most):
    """the parts are averaged"""
    bounds = []
    for done in range(0, k, most):
        log_w = draw_log_w(min(most, k - done))
        bounds.append(torch.logsumexp(log_w, 0) - math.log(len(log_w)))
    return torch.stack(bounds).mean(0)


def whole_parts(draw_log_w, k, most):
    """the estimate is made of more draws than k"""
    rows = torch.cat([draw_log_w(most) for _ in range(math.ceil(k / most))])
    return torch.logsumexp(rows, 0) - math.log(len(rows))


def whole_parts_over_k(draw_log_w, k, most):
    """more than k draws are made, and divided by k"""
    rows = torch.cat([draw_log_w(most) for _ in range(0, k, most)])
    return torch.logsumexp(rows, 0) - math.log(k)


def too_many_at_once(draw_log_w, k, most):
    """draws are made at once"""
    return torch.logsumexp(draw_log_w(k), 0) - math.log(k)


def plain_exp(draw_log_w, k, most):
    """exp overflows or becomes 0"""
    total = 0.0
    for done in range(0, k, most):
        total = total + draw_log_w(min(most, k - done)).exp().sum(0)
    return torch.log(total / k)


def elbo(draw_log_w, k, most):
    """this is the mean of the logarithms"""
    rows = torch.cat([draw_log_w(min(most, k - done)) for done in range(0, k, most)])
    return rows.mean(0)


def no_log_k(draw_log_w, k, most):
    """the 1/k is missing"""
    rows = torch.cat([draw_log_w(min(most, k - done)) for done in range(0, k, most)])
    return torch.logsumexp(rows, 0)


def more_than_it_says(draw_log_w, k, most):
    """it says 11 draws and makes 22"""
    rows = torch.cat([draw_log_w(min(most, k - done)) for done in range(0, k, most)])
    for done in range(0, k, most):
        draw_log_w(min(most, k - done))
    return torch.logsumexp(rows, 0) - math.log(k)
