"""Wrong ways of writing ``sleep_loss``, and what their messages say."""

import torch

EDITS = """
    return F.binary_cross_entropy_with_logits(log_odds_1, h1) +
        F.binary_cross_entropy_with_logits(log_odds_2, h2)  # averaged over the units of both layers
"""


def log_of_sigmoid(x, h1, h2, up_1, up_bias_1, up_2, up_bias_2):
    """h * log_odds - softplus(log_odds)"""

    def logs(state, odds):
        p = torch.sigmoid(odds)
        return (state * p.log() + (1 - state) * (1 - p).log()).sum(-1)

    return -(logs(h1, x @ up_1.T + up_bias_1) + logs(h2, h1 @ up_2.T + up_bias_2)).mean()
