"""Wrong ways of writing ``vimco_signal``; a docstring is what its message says."""

import torch


def _others(log_w):
    return (log_w.sum(0) - log_w) / (len(log_w) - 1)


def of_the_elbo(log_w):
    """the signal is that of the ELBO"""
    return log_w - _others(log_w)


def plain_exp(log_w):
    """exp overflows or becomes 0"""
    w, guess = log_w.exp(), _others(log_w).exp()
    return torch.log(w.sum(0) / (w.sum(0) - w + guess))
