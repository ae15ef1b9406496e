"""Wrong answers to bound_gradient."""

import torch
from torch import Tensor


def weights_themselves(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Divides weights by their sum outside of logarithms, where they overflow or are all 0."""
    w = log_w.exp()
    return ((w / w.sum(0))[..., None] * gradients).sum(0)


def reshaped_for_the_batch(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Reshapes the shares where it should exchange the axes, which is right for a batch of one."""
    k, batch = log_w.shape
    rows = torch.softmax(log_w, 0).reshape(batch, 1, k)
    return torch.bmm(rows, gradients.transpose(0, 1)).squeeze(1)


def mean_of_the_draws(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Divides by the number of draws once more, though the shares have the sum 1."""
    return (torch.softmax(log_w, 0)[..., None] * gradients).mean(0)


def shares_of_the_whole_table(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Normalizes over draws and batch together."""
    share = torch.softmax(log_w.flatten(), 0).reshape(log_w.shape)
    return (share[..., None] * gradients).sum(0)


def squared_shares(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Weighs by the squares of the shares, which is another estimate."""
    return torch.einsum("kb,kbd->bd", torch.softmax(log_w, 0) ** 2, gradients)
