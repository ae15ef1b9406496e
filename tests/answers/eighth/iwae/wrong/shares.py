"""Wrong answers to shares."""

import torch
from torch import Tensor


def shares_held_constant(log_w: Tensor) -> Tensor:
    """Detaches the weights, so that no gradient flows back."""
    return torch.softmax(log_w.detach(), 0)


def mean_subtracted_first(log_w: Tensor) -> Tensor:
    """Subtracts the mean and not the largest, so a weight far above the others overflows."""
    w = torch.exp(log_w - log_w.mean(0))
    return w / w.sum(0)


def shares_of_the_whole_table(log_w: Tensor) -> Tensor:
    """Divides by the sum of all columns, which is right for a batch of one only."""
    return torch.softmax(log_w.flatten(), 0).view_as(log_w)
