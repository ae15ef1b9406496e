"""Right answers to sgvb."""

import torch
from torch import Tensor


def scaled_mean(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """n times the mean over the minibatch, minus the divergence."""
    return n * log_p.mean(dim=1) - kl


def scaled_sum(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The sum over the minibatch times n over its size."""
    _, batch = log_p.shape
    return log_p.sum(-1).mul(n / batch).sub(kl)


def product_with_weights(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """A matrix times a vector of the weight of each example, added to minus the divergence."""
    batch = log_p.shape[-1]
    return torch.addmv(-kl.expand(len(log_p)), log_p, log_p.new_full((batch,), n / batch))


def draw_by_draw(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """A loop over draws and examples."""
    estimates = []
    for draw in log_p:
        total = -kl
        for value in draw:
            total = total + value * n / len(draw)
        estimates.append(total)
    return torch.stack(estimates)
