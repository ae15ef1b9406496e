"""Right answers to vimco_signal."""

import torch
from torch import Tensor


def tables_with_an_exchanged_weight(log_w: Tensor) -> Tensor:
    """Makes k tables of k weights, with the mean of the others on the diagonal."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    tables = log_w.expand(k, *log_w.shape)
    guess = tables.masked_fill(own, 0).sum(1, keepdim=True) / (k - 1)
    return torch.logsumexp(log_w, 0) - torch.logsumexp(torch.where(own, guess, tables), 1)


def one_draw_after_the_other(log_w: Tensor) -> Tensor:
    """Goes over the draws, and adds to the others' weights once the draw and once the guess."""
    signals = []
    for j in range(len(log_w)):
        others = torch.cat([log_w[:j], log_w[j + 1 :]])
        rest = others.logsumexp(0)
        signals.append(torch.logaddexp(rest, log_w[j]) - torch.logaddexp(rest, others.mean(0)))
    return torch.stack(signals)
