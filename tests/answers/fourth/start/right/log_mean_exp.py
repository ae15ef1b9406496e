"""Right answers to log_mean_exp."""

import math

import torch
from torch import Tensor


def logsumexp_minus_log_k(log_w: Tensor) -> Tensor:
    """torch.logsumexp over the rows, and the logarithm of their number taken off."""
    k = log_w.shape[0]
    return torch.logsumexp(log_w, dim=0) - math.log(k)


def one_column_after_the_other(log_w: Tensor) -> Tensor:
    """A Python loop over the columns; each is shifted by its own maximum."""
    answers = []
    for column in log_w.unbind(dim=1):
        m = column.max()
        answers.append(m + torch.log(torch.exp(column - m).sum() / len(column)))
    return torch.stack(answers)


def keepdim_and_squeeze(log_w: Tensor) -> Tensor:
    """The maximum keeps its axis, and both are squeezed away at the end."""
    m, _ = torch.max(log_w, dim=0, keepdim=True)
    average = torch.mean(torch.exp(log_w - m), dim=0, keepdim=True)
    return (torch.log(average) + m).squeeze(0)


def relative_to_a_table_of_zeros(log_w: Tensor) -> Tensor:
    """The logsumexp of a table of zeros is log k, so it is subtracted."""
    return log_w.logsumexp(0) - torch.zeros_like(log_w).logsumexp(0)
