"""Wrong ways of writing ``exact_gradient``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def _log_q(logits, codes):
    return (codes * logits - F.softplus(logits)).sum(-1)


def in_probabilities(logits, codes, costs):
    """this is the gradient in π"""
    pi = torch.sigmoid(logits)
    return (_log_q(logits, codes).exp() * costs) @ ((codes - pi) / (pi * (1 - pi)))


def value(logits, codes, costs):
    """this is the mean cost, not its gradient"""
    return _log_q(logits, codes).exp() @ costs
