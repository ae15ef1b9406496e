"""Other right ways of writing ``log_likelihood``."""

import math

import torch


def all_at_the_end(draw_log_w, k, most):
    rows, left = [], k
    while left > 0:
        m = min(most, left)
        rows.append(draw_log_w(m))
        left -= m
    return torch.logsumexp(torch.cat(rows, 0), 0) - math.log(k)


def running(draw_log_w, k, most):
    total = draw_log_w(min(most, k)).logsumexp(0)
    done = min(most, k)
    while done < k:
        log_w = draw_log_w(most if k - done >= most else k - done)
        total = torch.logaddexp(total, log_w.logsumexp(0))
        done = done + len(log_w)
    return total - math.log(done)


def one_by_one(draw_log_w, k, most):
    rows = torch.stack([draw_log_w(1)[0] for _ in range(k)])
    top = rows.max(0).values
    return top + torch.log(torch.exp(rows - top).mean(0))
