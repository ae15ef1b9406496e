"""Wrong answers to vimco_signal."""

import math

import torch
from torch import Tensor


def arithmetic_mean_of_the_others(log_w: Tensor) -> Tensor:
    """Puts the mean of the other weights in the draw's place, which is right for k = 2 only."""
    k = len(log_w)
    rest = torch.stack([torch.cat([log_w[:j], log_w[j + 1 :]]).logsumexp(0) for j in range(k)])
    return log_w.logsumexp(0) - torch.logaddexp(rest, rest - math.log(k - 1))


def geometric_mean_of_all(log_w: Tensor) -> Tensor:
    """Counts the draw itself into its guess, so the guess knows the draw."""
    k, guess = len(log_w), log_w.mean(0, keepdim=True)
    signals = [
        log_w.logsumexp(0) - torch.cat([log_w[:j], guess, log_w[j + 1 :]]).logsumexp(0)
        for j in range(k)
    ]
    return torch.stack(signals)


def one_shift_for_the_whole_batch(log_w: Tensor) -> Tensor:
    """Subtracts one maximum from all columns, so a column far below another one gives NaN."""
    k, shifted = len(log_w), log_w - log_w.max()
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    guess = (shifted.sum(0) - shifted) / (k - 1)
    tables = torch.where(own, guess[:, None], shifted[None])
    return shifted.exp().mean(0).log() - tables.exp().mean(1).log()
