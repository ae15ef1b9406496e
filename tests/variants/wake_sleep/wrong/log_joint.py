"""Wrong ways of writing ``log_joint``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def term(state, odds):
    return (state * odds - F.softplus(odds)).sum(-1)


def fair_coins(x, h1, h2, to_x, bias_x, to_1, bias_1, bias_2):
    """log p(h2) has probability ½ for each unit"""
    prior = term(h2, torch.zeros_like(bias_2).expand_as(h2))
    return prior + term(h1, h2 @ to_1.T + bias_1) + term(x, h1 @ to_x.T + bias_x)


def log_of_sigmoid(x, h1, h2, to_x, bias_x, to_1, bias_1, bias_2):
    """h * log_odds - softplus(log_odds)"""

    def logs(state, odds):
        p = torch.sigmoid(odds)
        return (state * p.log() + (1 - state) * (1 - p).log()).sum(-1)

    return logs(h2, bias_2) + logs(h1, h2 @ to_1.T + bias_1) + logs(x, h1 @ to_x.T + bias_x)
