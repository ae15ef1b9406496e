"""Wrong ways of writing ``add_draws``, and what their messages say."""

import math

import torch

EDITS = """
    return torch.log(((k * bound.exp() if k else 0) + log_w.exp().sum(0)) / (k + len(log_w)))
        # exp overflows or becomes 0
"""


def zero_times_infinity(bound, k, log_w):
    """for k = 0 the old bound"""
    log_k = math.log(k) if k else -math.inf
    total = torch.logaddexp(bound + log_k, torch.logsumexp(log_w, 0))
    return total - math.log(k + len(log_w))
