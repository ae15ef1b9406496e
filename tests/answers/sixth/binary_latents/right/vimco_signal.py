"""Right answers to vimco_signal."""

import torch
from torch import Tensor


def table(log_w: Tensor) -> Tensor:
    """All k tables of k weights at once."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    top = log_w.amax(0, keepdim=True)
    shifted = log_w - top
    guess = leave_one_out(shifted)
    replaced = torch.where(own, guess[:, None], shifted[None])
    return torch.logsumexp(shifted, 0) - torch.logsumexp(replaced, 1)


def draw_by_draw(log_w: Tensor) -> Tensor:
    """A loop over the draws, each with its own concatenated set of weights."""
    k = log_w.shape[0]
    log_k = torch.tensor(float(k), dtype=log_w.dtype, device=log_w.device).log()
    whole = torch.logsumexp(log_w, dim=0) - log_k
    signals = []
    for j in range(k):
        others = torch.cat([log_w[:j], log_w[j + 1 :]], dim=0)
        guess = others.mean(dim=0, keepdim=True)
        signals.append(whole - (torch.cat([others, guess]).logsumexp(dim=0) - log_k))
    return torch.stack(signals, dim=0)


def others_and_guess(log_w: Tensor) -> Tensor:
    """The others by a masked logsumexp, to which the guess is added in log-space."""
    k = len(log_w)
    eye = torch.eye(k, device=log_w.device, dtype=torch.bool).unsqueeze(-1)
    many = log_w.expand(k, *log_w.shape)
    others = many.masked_fill(eye, -torch.inf).logsumexp(1)
    guess = many.masked_fill(eye, 0).sum(1) / (k - 1)
    return log_w.logsumexp(0) - torch.logaddexp(others, guess)
