"""Wrong ways of writing ``sandwich``; a docstring is what its message says."""

import math

import torch


def alone(log_w, log_w_exact):
    """the weight of the posterior's draw alone"""
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)), log_w_exact


def last(log_w, log_w_exact):
    """it is the first draw that is replaced, not the last"""
    replaced = torch.cat([log_w[:-1], log_w_exact[None]])
    return tuple(torch.logsumexp(w, 0) - math.log(len(w)) for w in (log_w, replaced))


def logarithms(log_w, log_w_exact):
    """both estimates are the mean of the logarithms"""
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    return log_w.mean(0), replaced.mean(0)


def plain_exp(log_w, log_w_exact):
    """exp overflows or becomes 0"""
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    return log_w.exp().mean(0).log(), replaced.exp().mean(0).log()
