"""Wrong ways of writing ``exact_gradient``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def _log_q(logits, codes):
    return (codes * logits - F.softplus(logits)).sum(-1)


def unweighted(logits, codes, costs):
    """the codes are not weighted by q(z)"""
    return costs @ (codes - torch.sigmoid(logits))


def log_weights(logits, codes, costs):
    """log q(z) stands where q(z) belongs"""
    return (_log_q(logits, codes) * costs) @ (codes - torch.sigmoid(logits))


def no_costs(logits, codes, costs):
    """this is the mean score, which is 0"""
    return _log_q(logits, codes).exp() @ (codes - torch.sigmoid(logits))


def bits_alone(logits, codes, costs):
    """the score of a logit is z - π; this is z"""
    return (_log_q(logits, codes).exp() * costs) @ codes


def in_probabilities(logits, codes, costs):
    """this is the gradient in π"""
    pi = torch.sigmoid(logits)
    return (_log_q(logits, codes).exp() * costs) @ ((codes - pi) / (pi * (1 - pi)))


def logits_for_probabilities(logits, codes, costs):
    """the logits stand where π belongs"""
    return (_log_q(logits, codes).exp() * costs) @ (codes - logits)


def averaged(logits, codes, costs):
    """each counts with q(z), not with 1 / 2^latent"""
    return (costs[:, None] * (codes - torch.sigmoid(logits))).mean(0)


def wrong_sign(logits, codes, costs):
    """sign"""
    return (_log_q(logits, codes).exp() * costs) @ (torch.sigmoid(logits) - codes)


def value(logits, codes, costs):
    """this is the mean cost, not its gradient"""
    return _log_q(logits, codes).exp() @ costs
