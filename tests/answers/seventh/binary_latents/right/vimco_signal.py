"""Right answers to vimco_signal."""

import math

import torch
from torch import Tensor


def tables_by_where(log_w: Tensor) -> Tensor:
    """One table for each draw, in which its own weight is replaced."""
    k = log_w.shape[0]
    guess = leave_one_out(log_w.double()).to(log_w.dtype)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device).unsqueeze(-1)
    without = torch.where(own, guess[None], log_w[None]).logsumexp(1)
    return log_w.logsumexp(0) - without


def loop_with_a_copy(log_w: Tensor) -> Tensor:
    """A copy of the weights for each draw, and both bounds written out."""
    k = len(log_w)
    bound = torch.logsumexp(log_w, dim=0) - math.log(k)
    found = torch.zeros_like(log_w)
    for j in range(k):
        changed = log_w.clone()
        changed[j] = torch.stack([log_w[i] for i in range(k) if i != j]).mean(0)
        found[j] = bound - (torch.logsumexp(changed, dim=0) - math.log(k))
    return found


def others_and_one_more(log_w: Tensor) -> Tensor:
    """The others are summed up alone; to them comes the own weight, or the guess."""
    signals = []
    for j in range(log_w.size(0)):
        others = torch.cat([log_w[:j], log_w[j + 1 :]], dim=0)
        rest = others.logsumexp(dim=0)
        with_own = torch.logaddexp(rest, log_w[j])
        with_guess = torch.logaddexp(rest, others.mean(dim=0))
        signals.append(with_own - with_guess)
    return torch.stack(signals)
