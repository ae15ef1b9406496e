"""Other right ways of writing ``vimco_signal``."""

import math

import torch


def loop(log_w):
    k = log_w.shape[0]
    bound = torch.logsumexp(log_w, 0) - math.log(k)
    signals = []
    for j in range(k):
        mask = torch.arange(k, device=log_w.device) != j
        guess = log_w[mask].mean(0, keepdim=True)
        other = torch.cat([log_w[mask], guess])
        signals.append(bound - (torch.logsumexp(other, 0) - math.log(k)))
    return torch.stack(signals)


def copied(log_w):
    table = log_w.unsqueeze(0).repeat(len(log_w), 1, 1)
    for j in range(len(log_w)):
        table[j, j] = (log_w.sum(0) - log_w[j]) / (len(log_w) - 1)
    return log_w.logsumexp(0) - table.logsumexp(1)


def masked(log_w):
    k = len(log_w)
    own = torch.eye(k, dtype=log_w.dtype, device=log_w.device).unsqueeze(-1)
    rest = log_w.masked_fill(own.bool(), -math.inf).logsumexp(1)
    guess = ((1 - own) * log_w).sum(1) / (k - 1)
    return torch.logsumexp(log_w, 0) - torch.logaddexp(rest, guess)
