"""Other right ways of writing ``bound_of_groups``."""

import math

import torch


def loop(log_w, m):
    k, batch = log_w.shape
    total = log_w.new_zeros(batch)
    for start in range(0, k, m):
        group = log_w[start : start + m]
        top = group.amax(0)
        total = total + top + (group - top).exp().mean(0).log()
    return total * m / k


def split(log_w, m):
    parts = torch.split(log_w, m)
    return sum(torch.logsumexp(part, 0) - math.log(m) for part in parts) / len(parts)


def unflatten(log_w, m):
    share = torch.log_softmax(log_w.unflatten(0, (-1, m)), 1)
    every = log_w.unflatten(0, (-1, m)) - share  # log of the sum, in each row
    return every.mean((0, 1)) - math.log(m)
