"""Wrong ways of writing ``sleep_loss``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def all_averaged(x, h1, h2, up_1, up_bias_1, up_2, up_bias_2):
    """averaged over the units of both layers"""
    bce = F.binary_cross_entropy_with_logits
    return bce(x @ up_1.T + up_bias_1, h1) + bce(h1 @ up_2.T + up_bias_2, h2)


def log_of_sigmoid(x, h1, h2, up_1, up_bias_1, up_2, up_bias_2):
    """h * log_odds - softplus(log_odds)"""

    def logs(state, odds):
        p = torch.sigmoid(odds)
        return (state * p.log() + (1 - state) * (1 - p).log()).sum(-1)

    return -(logs(h1, x @ up_1.T + up_bias_1) + logs(h2, h1 @ up_2.T + up_bias_2)).mean()
