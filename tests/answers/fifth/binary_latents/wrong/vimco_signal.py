"""Wrong answers to vimco_signal."""

import math

import torch
from torch import Tensor


def arithmetic_mean(log_w: Tensor) -> Tensor:
    """The guess is the arithmetic mean of the other weights."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    guess = log_w[None].masked_fill(own, -torch.inf).logsumexp(1) - math.log(k - 1)
    tables = torch.where(own, guess[:, None], log_w[None])
    return log_w.logsumexp(0) - tables.logsumexp(1)


def guess_from_all(log_w: Tensor) -> Tensor:
    """The guess is the geometric mean of all weights, that of the draw itself included."""
    own = torch.eye(len(log_w), dtype=torch.bool, device=log_w.device)[:, :, None]
    tables = torch.where(own, log_w.mean(0), log_w[None])
    return log_w.logsumexp(0) - tables.logsumexp(1)


def bound_of_the_others(log_w: Tensor) -> Tensor:
    """The draw is left out, and its place is not filled: the bound of k - 1 draws is compared."""
    k = len(log_w)
    whole = log_w.logsumexp(0) - math.log(k)
    others = [torch.cat([log_w[:j], log_w[j + 1 :]]).logsumexp(0) for j in range(k)]
    return whole - (torch.stack(others) - math.log(k - 1))


def best_draw_as_unit(log_w: Tensor) -> Tensor:
    """Weights relative to the best draw, so nothing is left where a best far off is replaced."""
    k = len(log_w)
    relative = log_w - log_w.max(0).values
    w = relative.exp()
    guess = ((relative.sum(0) - relative) / (k - 1)).exp()
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    tables = torch.where(own, guess[:, None], w[None])
    return w.mean(0).log() - tables.mean(1).log()


def one_logarithm_of_k(log_w: Tensor) -> Tensor:
    """Only the whole bound is divided by k, the one with the guess is not."""
    k = len(log_w)
    signal = torch.empty_like(log_w)
    for j in range(k):
        changed = log_w.clone()
        changed[j] = (log_w.sum(0) - log_w[j]) / (k - 1)
        signal[j] = log_w.logsumexp(0) - math.log(k) - changed.logsumexp(0)
    return signal


def summed_along_the_draw(log_w: Tensor) -> Tensor:
    """The tables are laid out along the wrong axis, so row j repeats w_j in place of the others."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    guess = (log_w.sum(0) - log_w) / (k - 1)
    tables = torch.where(own, guess[:, None], log_w[:, None])
    return log_w.logsumexp(0) - tables.logsumexp(1)
