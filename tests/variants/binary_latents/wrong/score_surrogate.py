"""Wrong ways of writing ``score_surrogate``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def _log_q(logits, z):
    return (z * logits - F.softplus(logits)).sum(-1)


def no_baseline(logits, z, cost, baseline):
    """the baseline is not subtracted beside the score"""
    log_q = _log_q(logits, z)
    return (cost + cost.detach() * (log_q - log_q.detach())).mean(0)


def signal_moves(logits, z, cost, baseline):
    """the factor beside the score moves"""
    term = (cost - baseline) * _log_q(logits, z)
    return (cost + term - term.detach()).mean(0)


def baseline_moves(logits, z, cost, baseline):
    """the baseline moves"""
    term = (cost.detach() - baseline) * _log_q(logits, z)
    return (cost + term - term.detach()).mean(0)


def cost_cut(logits, z, cost, baseline):
    """the gradient of the cost is cut"""
    log_q = _log_q(logits, z)
    signal = (cost - baseline).detach()
    return (cost.detach() + signal * (log_q - log_q.detach())).mean(0)


def reversed_sign(logits, z, cost, baseline):
    """the gradient in the logits has the wrong sign"""
    log_q = _log_q(logits, z)
    signal = (baseline - cost).detach()
    return (cost + signal * (log_q - log_q.detach())).mean(0)


def only_ones(logits, z, cost, baseline):
    """the score is that of z = 1"""
    log_q = (z * F.logsigmoid(logits)).sum(-1)
    signal = (cost - baseline).detach()
    return (cost + signal * (log_q - log_q.detach())).mean(0)


def everything_cut(logits, z, cost, baseline):
    """no gradient"""
    return cost.mean(0).detach()


def probability(logits, z, cost, baseline):
    """q(z) stands where its logarithm belongs"""
    q = torch.exp(_log_q(logits, z))
    return (cost + (cost - baseline).detach() * (q - q.detach())).mean(0)
