"""Wrong ways of writing ``vimco_signal``; a docstring is what its message says."""

import math

import torch


def _bound_with(log_w, guess):
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    return torch.logsumexp(torch.where(own, guess, log_w), 1) - math.log(k)


def _others(log_w):
    return (log_w.sum(0) - log_w) / (len(log_w) - 1)


def arithmetic(log_w):
    """the geometric one is meant"""
    k = len(log_w)
    rest = torch.stack([torch.cat([log_w[:j], log_w[j + 1 :]]).logsumexp(0) for j in range(k)])
    guess = rest - math.log(k - 1)
    return torch.logsumexp(log_w, 0) - math.log(k) - _bound_with(log_w, guess)


def bound(log_w):
    """the same factor for every draw"""
    return (torch.logsumexp(log_w, 0) - math.log(len(log_w))).expand_as(log_w)


def own_too(log_w):
    """w_j is replaced by the mean of all draws"""
    mean = log_w.mean(0).expand_as(log_w)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)) - _bound_with(log_w, mean)


def baseline(log_w):
    """this is the baseline; the signal is the bound minus it"""
    return _bound_with(log_w, _others(log_w))


def left_out(log_w):
    """as if it were left out"""
    k = len(log_w)
    rest = torch.stack([torch.cat([log_w[:j], log_w[j + 1 :]]).logsumexp(0) for j in range(k)])
    return torch.logsumexp(log_w, 0) - math.log(k) - (rest - math.log(k - 1))


def left_out_over_k(log_w):
    """and the sum divided by k"""
    k = len(log_w)
    rest = torch.stack([torch.cat([log_w[:j], log_w[j + 1 :]]).logsumexp(0) for j in range(k)])
    return torch.logsumexp(log_w, 0) - rest


def of_the_elbo(log_w):
    """the signal is that of the ELBO"""
    return log_w - _others(log_w)


def plain_exp(log_w):
    """exp overflows or becomes 0"""
    w, guess = log_w.exp(), _others(log_w).exp()
    return torch.log(w.sum(0) / (w.sum(0) - w + guess))


def one_log_k(log_w):
    """both have k"""
    k = len(log_w)
    return (
        torch.logsumexp(log_w, 0) - math.log(k) - (_bound_with(log_w, _others(log_w)) + math.log(k))
    )
