"""Wrong ways of writing ``reweighted``; a docstring is what its message says."""

import math

import torch


def bound_itself(log_p, log_q):
    """log_q has the wrong sign"""
    return torch.logsumexp(log_p - log_q, 0) - math.log(len(log_p))


def moving_shares(log_p, log_q):
    """the shares move"""
    share = torch.softmax(log_p - log_q, 0)
    surrogate = (share * (log_p + log_q)).sum(0)
    bound = torch.logsumexp((log_p - log_q).detach(), 0) - math.log(len(log_p))
    return bound + surrogate - surrogate.detach()


def model_alone(log_p, log_q):
    """the recognition model has no gradient"""
    return torch.logsumexp(log_p - log_q.detach(), 0) - math.log(len(log_p))


def over_the_batch(log_p, log_q):
    """the shares are normalized over the batch"""
    log_w = (log_p - log_q).detach()
    surrogate = (torch.softmax(log_w, 1) * (log_p + log_q)).sum(0)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)) + surrogate - surrogate.detach()


def unweighted(log_p, log_q):
    """every draw counts the same"""
    log_w = (log_p - log_q).detach()
    surrogate = (log_p + log_q).mean(0)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)) + surrogate - surrogate.detach()


def plain_exp(log_p, log_q):
    """exp overflows or becomes 0"""
    w = (log_p - log_q).detach().exp()
    surrogate = (w / w.sum(0) * (log_p + log_q)).sum(0)
    return w.mean(0).log() + surrogate - surrogate.detach()


def forgets_q(log_p, log_q):
    """the shares forget q"""
    log_w = (log_p - log_q).detach()
    surrogate = (torch.softmax(log_p.detach(), 0) * (log_p + log_q)).sum(0)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)) + surrogate - surrogate.detach()
