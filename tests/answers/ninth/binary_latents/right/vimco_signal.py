"""Right answers to vimco_signal."""

import torch
from torch import Tensor

from solutions.binary_latents import leave_one_out


def k_tables_at_once(log_w: Tensor) -> Tensor:
    """All k tables by torch.where, with the mean logarithm of the others on the diagonal."""
    own = torch.eye(len(log_w), dtype=torch.bool, device=log_w.device)[:, :, None]
    tables = torch.where(own, leave_one_out(log_w)[:, None], log_w[None])
    return log_w.logsumexp(0) - tables.logsumexp(1)


def others_and_their_guess(log_w: Tensor) -> Tensor:
    """A loop over the draws: the logarithms are taken relative to the largest, log k cancels."""
    log_w = log_w - log_w.amax(0)
    whole = torch.logsumexp(log_w, 0)
    signals = []
    for j in range(log_w.shape[0]):
        others = torch.cat([log_w[:j], log_w[j + 1 :]])
        replaced = torch.cat([others, others.mean(0, keepdim=True)])
        signals.append(whole - torch.logsumexp(replaced, 0))
    return torch.stack(signals)
