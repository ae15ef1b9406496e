"""Wrong ways of writing ``reweighted``; a docstring is what its message says."""

import math

import torch


def bound_itself(log_p, log_q):
    """log_q has the wrong sign"""
    return torch.logsumexp(log_p - log_q, 0) - math.log(len(log_p))


def plain_exp(log_p, log_q):
    """exp overflows or becomes 0"""
    w = (log_p - log_q).detach().exp()
    surrogate = (w / w.sum(0) * (log_p + log_q)).sum(0)
    return w.mean(0).log() + surrogate - surrogate.detach()
