"""Wrong ways of writing ``score_surrogate``; a docstring is what its message says."""

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
