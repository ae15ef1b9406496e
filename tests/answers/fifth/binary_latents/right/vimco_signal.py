"""Right answers to vimco_signal."""

import math

import torch
from torch import Tensor


def tables_by_where(log_w: Tensor) -> Tensor:
    """k tables of k weights, the own one replaced; the guess comes from the earlier exercise."""
    k = log_w.shape[0]
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    tables = torch.where(own, leave_one_out(log_w)[:, None], log_w[None])
    return torch.logsumexp(log_w, 0) - torch.logsumexp(tables, 1)


def draw_after_draw(log_w: Tensor) -> Tensor:
    """For each draw a copy of the weights in which its own is overwritten, both bounds in full."""
    k = len(log_w)
    bound = log_w.logsumexp(0) - math.log(k)
    signals = []
    for j in range(k):
        changed = log_w.clone()
        changed[j] = torch.cat([log_w[:j], log_w[j + 1 :]]).mean(0)
        signals.append(bound - (changed.logsumexp(0) - math.log(k)))
    return torch.stack(signals)


def from_both_sides(log_w: Tensor) -> Tensor:
    """The others' sum comes from running sums of both directions, then the guess is added."""
    k = len(log_w)
    nothing = torch.full_like(log_w[:1], -torch.inf)
    before = torch.cat([nothing, torch.logcumsumexp(log_w, 0)[:-1]])
    after = torch.cat([torch.logcumsumexp(log_w.flip(0), 0).flip(0)[1:], nothing])
    others = torch.logaddexp(before, after)
    guess = (log_w.sum(0) - log_w) / (k - 1)
    return torch.logaddexp(others, log_w) - torch.logaddexp(others, guess)


def mapped_over_masks(log_w: Tensor) -> Tensor:
    """One signal per mask, mapped over the rows of the identity; weights relative to the best."""
    k = len(log_w)
    relative = log_w - log_w.amax(0)

    def one(mask: Tensor) -> Tensor:
        guess = torch.where(mask[:, None], 0, relative).sum(0) / (k - 1)
        changed = torch.where(mask[:, None], guess, relative)
        return relative.logsumexp(0) - changed.logsumexp(0)

    return torch.vmap(one)(torch.eye(k, dtype=torch.bool, device=log_w.device))
