"""Right answers to sgvb."""

import torch
from torch import Tensor


def mean_times_all_examples(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Multiplies the mean of each row by n, and subtracts the divergence once."""
    return n * log_p.mean(1) - kl


def each_example_for_so_many(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Lets each example stand for n / M examples, and adds them up to minus the divergence."""
    each = torch.full_like(log_p[0], n / log_p.shape[1])
    return torch.stack([row.dot(each) - kl for row in log_p])
