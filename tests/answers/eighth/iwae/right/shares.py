"""Right answers to shares."""

import torch
from torch import Tensor


def softmax_of_each_column(log_w: Tensor) -> Tensor:
    """Takes the softmax of one column after the other."""
    return torch.stack([torch.softmax(column, 0) for column in log_w.unbind(1)], 1)


def logarithms_minus_that_of_the_sum(log_w: Tensor) -> Tensor:
    """Divides in logarithms, and exponentiates what is at most 0."""
    return torch.exp(log_w - torch.logsumexp(log_w, 0, keepdim=True))
