"""Other right ways of writing ``sandwich``."""

import math

import torch


def index(log_w, log_w_exact):
    k = log_w.shape[0]
    first = torch.arange(k, device=log_w.device)[:, None] == 0
    replaced = torch.where(first, log_w_exact, log_w)
    return log_w.logsumexp(0) - math.log(k), replaced.logsumexp(0) - math.log(k)


def copied(log_w, log_w_exact):
    other = log_w.clone()
    other[0] = log_w_exact
    k = math.log(len(log_w))
    return torch.logsumexp(log_w, 0) - k, torch.logsumexp(other, 0) - k


def rows(log_w, log_w_exact):
    def bound(parts):
        total = parts[0]
        for part in parts[1:]:
            total = torch.logaddexp(total, part)
        return total - math.log(len(parts))

    every = [*log_w]
    return bound(every), bound([log_w_exact, *every[1:]])
