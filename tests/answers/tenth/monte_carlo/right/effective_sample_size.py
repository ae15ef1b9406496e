"""Right answers to effective_sample_size."""

import torch
from torch import Tensor


def one_over_squared_shares(log_w: Tensor) -> Tensor:
    """Divides 1 by the sum of the squared shares."""
    return 1 / torch.softmax(log_w, dim=0).square().sum(dim=0)


def sums_of_scaled_weights(log_w: Tensor) -> Tensor:
    """Divides by the largest weight, and follows the formula."""
    weights = (log_w - log_w.detach().amax(0)).exp()
    return weights.sum(0) ** 2 / (weights**2).sum(0)
