"""Wrong ways of writing ``vimco_signal``; a docstring is what its message says."""

import math

import torch


def _bound_with(log_w, guess):
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    return torch.logsumexp(torch.where(own, guess, log_w), 1) - math.log(k)


def _others(log_w):
    return (log_w.sum(0) - log_w) / (len(log_w) - 1)


def bound(log_w):
    """the same factor for every draw"""
    return (torch.logsumexp(log_w, 0) - math.log(len(log_w))).expand_as(log_w)


def baseline(log_w):
    """this is the baseline; the signal is the bound minus it"""
    return _bound_with(log_w, _others(log_w))


def of_the_elbo(log_w):
    """the signal is that of the ELBO"""
    return log_w - _others(log_w)


def plain_exp(log_w):
    """exp overflows or becomes 0"""
    w, guess = log_w.exp(), _others(log_w).exp()
    return torch.log(w.sum(0) / (w.sum(0) - w + guess))
