"""Right answers to perplexity."""

import math
from functools import reduce

import torch
from torch import Tensor


def logarithm_of_a_sum(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Log-sum-exp over the draws, then a quotient of sums."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-bounds.sum() / lengths.sum())


def draw_by_draw(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Adds the weights of one draw after another, as logarithms."""
    bounds = reduce(torch.logaddexp, log_w.unbind(0)) - math.log(log_w.size(0))
    return (-bounds / lengths.sum()).sum().exp()


def largest_taken_out(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Takes the largest weight out of each mean, and averages the rest as it is."""
    largest = log_w.max(dim=0).values.detach()
    rest = torch.exp(log_w - largest).mean(0)
    nats = -(largest + torch.log(rest)).sum()
    return math.e ** (nats / lengths.sum().to(log_w))
