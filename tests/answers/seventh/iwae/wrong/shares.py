"""Wrong answers to shares."""

import torch
from torch import Tensor


def one_shift_for_all(log_w: Tensor) -> Tensor:
    """The largest of all columns is subtracted, so that the sum of a small column is 0."""
    w = torch.exp(log_w - log_w.max())
    return w / w.sum(0)


def constant_sum(log_w: Tensor) -> Tensor:
    """The sum is held constant, so that a draw's gradient does not lower the others' shares."""
    return torch.exp(log_w - torch.logsumexp(log_w, 0).detach())


def shifted_by_the_mean(log_w: Tensor) -> Tensor:
    """The column's mean is subtracted, not its maximum, so a much larger weight overflows."""
    w = torch.exp(log_w - log_w.mean(0))
    return w / w.sum(0)


def over_the_batch(log_w: Tensor) -> Tensor:
    """The shares of a row have the sum 1, not those of a column."""
    return torch.softmax(log_w, -1)


def cut_to_a_safe_range(log_w: Tensor) -> Tensor:
    """The logarithms are cut off at plus and minus 60, so that larger ones look equal."""
    w = torch.exp(log_w.clamp(-60, 60))
    return w / w.sum(0)
