"""Wrong answers to vimco_signal."""

import math

import torch
from torch import Tensor


def arithmetic_mean(log_w: Tensor) -> Tensor:
    """The guess is the arithmetic mean of the other weights, and not the geometric one."""
    k = log_w.shape[0]
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    others = log_w[None].masked_fill(own, -math.inf)
    guess = others.logsumexp(1) - math.log(k - 1)
    without = torch.where(own, guess[:, None], log_w[None])
    return log_w.logsumexp(0) - without.logsumexp(1)


def bound_of_the_others(log_w: Tensor) -> Tensor:
    """The draw is left out and nothing put in its place: the bound is compared with k - 1 draws."""
    k = log_w.shape[0]
    bound = log_w.logsumexp(0) - math.log(k)
    rest = [torch.cat([log_w[:j], log_w[j + 1 :]]).logsumexp(0) for j in range(k)]
    return bound - (torch.stack(rest) - math.log(k))


def one_maximum_for_the_batch(log_w: Tensor) -> Tensor:
    """One maximum is taken out for the whole batch, so far smaller weights underflow."""
    k = log_w.shape[0]
    top = log_w.max()
    guess = (log_w.sum(0) - log_w) / (k - 1)
    w = torch.exp(log_w - top)
    total = w.sum(0)
    return torch.log(total) - torch.log(total - w + torch.exp(guess - top))


def guess_from_all(log_w: Tensor) -> Tensor:
    """The geometric mean is that of all weights, the own one among them."""
    k = log_w.shape[0]
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    without = torch.where(own, log_w.mean(0), log_w)
    return log_w.logsumexp(0) - without.logsumexp(1)


def copy_used_again(log_w: Tensor) -> Tensor:
    """One copy serves all draws, so that those replaced before stay replaced."""
    k = log_w.shape[0]
    changed = log_w.clone()
    found = torch.empty_like(log_w)
    for j in range(k):
        changed[j] = (log_w.sum(0) - log_w[j]) / (k - 1)
        found[j] = log_w.logsumexp(0) - changed.logsumexp(0)
    return found
