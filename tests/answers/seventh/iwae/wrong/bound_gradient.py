"""Wrong answers to bound_gradient."""

import torch
from torch import Tensor


def divided_again(log_w: Tensor, gradients: Tensor) -> Tensor:
    """A mean over the draws, though the shares have the sum 1 already."""
    return (torch.softmax(log_w, 0)[..., None] * gradients).mean(0)


def squared_shares(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The squares of the shares, which belong to another estimator."""
    return (torch.softmax(log_w, 0)[..., None] ** 2 * gradients).sum(0)


def one_draw_for_all(log_w: Tensor, gradients: Tensor) -> Tensor:
    """One draw is picked at random by its share, which is right in the mean only."""
    picked = torch.multinomial(torch.softmax(log_w, 0).T, 1)[:, 0]
    return gradients[picked, torch.arange(len(picked), device=picked.device)]


def less_their_average(log_w: Tensor, gradients: Tensor) -> Tensor:
    """A baseline of 1 / k is subtracted from the shares, as if it did no harm."""
    weight = torch.softmax(log_w, 0) - 1 / len(log_w)
    return torch.einsum("kb,kbd->bd", weight, gradients)


def shares_of_the_whole_table(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The shares have the sum 1 over draws and batch together."""
    share = torch.softmax(log_w.flatten(), 0).view_as(log_w)
    return (share[..., None] * gradients).sum(0)
