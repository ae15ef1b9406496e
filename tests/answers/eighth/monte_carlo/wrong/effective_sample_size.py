"""Wrong answers to effective_sample_size."""

import torch
from torch import Tensor


def difference_of_large_logarithms(log_w: Tensor) -> Tensor:
    """Subtracts two logarithms of sums, which keeps no digits for log weights about 1e6."""
    return (2 * log_w.logsumexp(0) - (2 * log_w).logsumexp(0)).exp()


def heaviest_of_all_columns(log_w: Tensor) -> Tensor:
    """Divides by the heaviest weight of all columns, so that much lighter columns become NaN."""
    w = torch.exp(log_w - log_w.max())
    return w.sum(0).square() / w.square().sum(0)


def variation_over_k_minus_one(log_w: Tensor) -> Tensor:
    """Uses k / (1 + variance of k W), but with the variance over k - 1: too low, NaN for k = 1."""
    k = log_w.shape[0]
    return k / (1 + (k * log_w.softmax(0)).var(0))
