"""Wrong ways of writing ``log_joint``, and what their messages say."""

import torch

EDITS = """
    bias_2 = 0 * bias_2  # log p(h2) has probability ½ for each unit
"""


def log_of_sigmoid(x, h1, h2, to_x, bias_x, to_1, bias_1, bias_2):
    """h * log_odds - softplus(log_odds)"""

    def logs(state, odds):
        p = torch.sigmoid(odds)
        return (state * p.log() + (1 - state) * (1 - p).log()).sum(-1)

    return logs(h2, bias_2) + logs(h1, h2 @ to_1.T + bias_1) + logs(x, h1 @ to_x.T + bias_x)
