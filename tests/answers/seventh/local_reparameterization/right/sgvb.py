"""Right answers to sgvb."""

import torch
from torch import Tensor


def mean_times_n(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The mean over the minibatch times n."""
    return n * log_p.mean(-1) - kl


def scaled_sum(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Each example has the weight n / M; a matrix-vector product adds up."""
    batch = log_p.shape[1]
    weights = log_p.new_full((batch,), n / batch)
    return torch.mv(log_p, weights).sub(kl)


def draw_by_draw(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """A loop over the draws and over the examples."""
    k, batch = log_p.shape
    estimates = []
    for draw in range(k):
        total = log_p[draw, 0]
        for example in range(1, batch):
            total = total + log_p[draw, example]
        estimates.append(total / batch * n - kl.to(log_p.dtype))
    return torch.stack(estimates)
