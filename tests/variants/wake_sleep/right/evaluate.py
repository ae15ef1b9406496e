"""Other right ways of writing ``evaluate``."""

import math

import torch


def all_kept(draw_log_w, k, size):
    full, rest = divmod(k, size)
    parts = [draw_log_w(size) for _ in range(full)]
    if rest:
        parts.append(draw_log_w(rest))
    return torch.cat(parts).logsumexp(0) - math.log(k)


def running(draw_log_w, k, size):
    total, left = torch.zeros(()), k
    while left > 0:
        m = min(size, left)
        new = torch.logsumexp(draw_log_w(m), dim=0)
        total = new if left == k else torch.logaddexp(total, new)
        left -= m
    return total - math.log(k)


def one_by_one(draw_log_w, k, size):
    total = draw_log_w(1)[0]
    for _ in range(1, k):
        total = torch.logaddexp(total, draw_log_w(1)[0])
    return total - math.log(k)
