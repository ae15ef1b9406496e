"""Right answers to effective_sample_size."""

import torch
from torch import Tensor


def one_over_squared_softmax(log_w: Tensor) -> Tensor:
    """Weights that sum to 1, then one over the sum of squares."""
    return 1 / log_w.softmax(0).square().sum(0)


def two_logsumexps(log_w: Tensor) -> Tensor:
    """Two logsumexps of logarithms whose largest is 0."""
    shifted = log_w - log_w.amax(0, keepdim=True).detach()
    return (2 * shifted.logsumexp(0) - (2 * shifted).logsumexp(0)).exp()


def largest_weight_divided_out(log_w: Tensor) -> Tensor:
    """Divides by the largest weight, then the formula as printed."""
    top, _ = log_w.max(dim=0)
    w = (log_w - top).exp()
    return w.sum(dim=0) ** 2 / w.pow(2).sum(dim=0)


def log_softmax_and_logsumexp(log_w: Tensor) -> Tensor:
    """Minus the logsumexp of twice the normalized logarithms."""
    log_share = torch.log_softmax(log_w, dim=0)
    return torch.exp(-torch.logsumexp(2 * log_share, dim=0))


def loop_over_draws(log_w: Tensor) -> Tensor:
    """Adds up weights and squares draw by draw."""
    top = torch.stack(list(log_w)).amax(0)
    total, squares = 0.0, 0.0
    for row in log_w:
        w = torch.exp(row - top)
        total = total + w
        squares = squares + w * w
    return total * total / squares
