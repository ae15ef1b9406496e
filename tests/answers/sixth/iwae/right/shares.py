"""Right answers to shares."""

import torch
from torch import Tensor


def softmax_over_draws(log_w: Tensor) -> Tensor:
    """The softmax over the first axis."""
    return torch.softmax(log_w, 0)


def largest_subtracted(log_w: Tensor) -> Tensor:
    """Subtracts each column's largest logarithm, and divides by the sum."""
    w = torch.exp(log_w - log_w.amax(0, keepdim=True))
    return w / w.sum(0, keepdim=True)


def column_by_column(log_w: Tensor) -> Tensor:
    """A loop over the batch, with the log-softmax of one column after the other."""
    columns = []
    for column in log_w.unbind(1):
        relative = column - column.max().detach()
        columns.append((relative - relative.logsumexp(0)).exp())
    return torch.stack(columns, dim=1)
