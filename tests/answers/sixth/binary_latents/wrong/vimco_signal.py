"""Wrong answers to vimco_signal."""

import math

import torch
from torch import Tensor


def arithmetic_guess(log_w: Tensor) -> Tensor:
    """The guess is the arithmetic mean of the other weights, not the geometric one."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    others = log_w[None].expand(k, -1, -1).masked_fill(own, -math.inf)
    guess = torch.logsumexp(others, 1) - math.log(k - 1)
    replaced = torch.where(own, guess[:, None], log_w[None])
    return torch.logsumexp(log_w, 0) - torch.logsumexp(replaced, 1)


def guess_of_all(log_w: Tensor) -> Tensor:
    """The geometric mean is that of all k weights, the own one included."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    replaced = torch.where(own, log_w.mean(0), log_w[None])
    return torch.logsumexp(log_w, 0) - torch.logsumexp(replaced, 1)


def summed_over_tables(log_w: Tensor) -> Tensor:
    """The tables are summed along the axis of the tables, not along that of the draws."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    guess = (log_w.sum(0) - log_w) / (k - 1)
    replaced = torch.where(own, guess[:, None], log_w[None])
    return torch.logsumexp(log_w, 0) - torch.logsumexp(replaced, 0)


def shifted_once(log_w: Tensor) -> Tensor:
    """All weights are divided by the largest, so where that one is replaced the others may
    underflow to 0 and the signal becomes infinite."""
    k = len(log_w)
    w = torch.exp(log_w - log_w.amax(0))
    guess = torch.exp((log_w.sum(0) - log_w) / (k - 1) - log_w.amax(0))
    rest = torch.stack([torch.cat([w[:j], w[j + 1 :]]).sum(0) for j in range(k)])
    return torch.log(w.mean(0)) - torch.log((rest + guess) / k)


def two_counts(log_w: Tensor) -> Tensor:
    """The bound with the guess is divided by k - 1, as if one draw were missing from it."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    guess = (log_w.sum(0) - log_w) / (k - 1)
    replaced = torch.where(own, guess[:, None], log_w[None])
    whole = torch.logsumexp(log_w, 0) - math.log(k)
    return whole - (torch.logsumexp(replaced, 1) - math.log(k - 1))
