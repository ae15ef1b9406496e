"""Wrong answers to effective_sample_size."""

import torch
from torch import Tensor


def one_shift_for_all_columns(log_w: Tensor) -> Tensor:
    """Subtracts the largest of all columns: a column far below it gives 0 / 0, which is NaN."""
    w = torch.exp(log_w - log_w.max())
    return w.sum(0) ** 2 / (w**2).sum(0)


def exponential_of_the_entropy(log_w: Tensor) -> Tensor:
    """Takes exp of the shares' entropy, another count from 1 to k that is larger in between."""
    log_share = torch.log_softmax(log_w, 0)
    return torch.exp(-(log_share.exp() * log_share).sum(0))


def half_of_the_square_detached(log_w: Tensor) -> Tensor:
    """Weighs each share by a constant copy of itself: right values, and half of the gradient."""
    share = torch.softmax(log_w, 0)
    return 1 / (share * share.detach()).sum(0)
