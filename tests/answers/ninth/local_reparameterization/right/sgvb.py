"""Right answers to sgvb."""

import torch
from torch import Tensor


def scaled_sum_of_the_minibatch(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Sums the minibatch by a product with a vector of n / M, and subtracts the divergence."""
    m = log_p.size(-1)
    return log_p @ log_p.new_full((m,), n / m) - kl


def draw_by_draw_in_a_list(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Computes the estimate of each draw by itself, and stacks them."""
    return torch.stack([n * row.mean() - kl for row in log_p])
