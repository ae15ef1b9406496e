"""Right answers to predictive_log_prob."""

import math

import torch
from torch import Tensor


def running_logaddexp(logits: Tensor) -> Tensor:
    """Adds the probabilities of one draw after another in logarithms, and subtracts log k."""
    draws = [draw - torch.logsumexp(draw, -1, keepdim=True) for draw in logits]
    total = draws[0]
    for draw in draws[1:]:
        total = torch.logaddexp(total, draw)
    return total - math.log(len(draws))


def weights_inside_of_logsumexp(logits: Tensor) -> Tensor:
    """Adds the logarithm of the weight 1 / k to each draw before it sums."""
    k = logits.shape[0]
    weighted = torch.nn.functional.log_softmax(logits, dim=2) + math.log(1 / k)
    return weighted.logsumexp(dim=0)
