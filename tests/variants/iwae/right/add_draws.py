"""Other right ways of writing ``add_draws``."""

import math

import torch


def stacked(bound, k, log_w):
    if k == 0:
        return torch.logsumexp(log_w, 0) - math.log(len(log_w))
    rows = torch.cat([(bound + math.log(k)).unsqueeze(0), log_w])
    return torch.logsumexp(rows, 0) - math.log(k + len(log_w))


def shares_of_draws(bound, k, log_w):
    m = len(log_w)
    new = torch.logsumexp(log_w, 0) - math.log(m)
    if not k:
        return new
    return torch.logaddexp(bound + math.log(k / (k + m)), new + math.log(m / (k + m)))


def one_by_one(bound, k, log_w):
    total = torch.full_like(log_w[0], -math.inf) if k == 0 else bound + math.log(k)
    for row in log_w:
        top = torch.maximum(total, row).detach()
        total = top + torch.log(torch.exp(total - top) + torch.exp(row - top))
    return total - math.log(k + len(log_w))
