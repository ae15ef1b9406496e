"""Wrong answers to shares."""

import torch
from torch import Tensor


def softmax_over_observations(log_w: Tensor) -> Tensor:
    """Normalizes each row over the batch, not each column over the draws."""
    return torch.softmax(log_w, -1)


def largest_of_all_columns(log_w: Tensor) -> Tensor:
    """Subtracts the largest of all columns, so that a much smaller column is 0 / 0."""
    weights = torch.exp(log_w - log_w.max())
    return weights / weights.sum(0)


def sum_without_a_gradient(log_w: Tensor) -> Tensor:
    """Detaches the normalizer, so that a share's gradient misses what the other draws do."""
    return torch.exp(log_w - torch.logsumexp(log_w, 0).detach())
