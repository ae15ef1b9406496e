"""Other right ways of writing ``reweighted``."""

import math

import torch


def by_hand(log_p, log_q):
    with torch.no_grad():
        log_w = log_p - log_q
        largest = log_w.max(0).values
        w = torch.exp(log_w - largest)
        share = w / w.sum(0)
        value = largest + w.mean(0).log() - (share * (log_p + log_q)).sum(0)
    return value + torch.einsum("kb,kb->b", share, log_p) + torch.einsum("kb,kb->b", share, log_q)


def bound_and_twice_log_q(log_p, log_q):
    """The bound's own gradient, with log q turned round."""
    turned = 2 * log_q.detach() - log_q
    return torch.logsumexp(log_p - turned, 0) - math.log(log_p.shape[0])


def draw_by_draw(log_p, log_q):
    log_w = [(p - q).detach() for p, q in zip(log_p, log_q, strict=True)]
    total = log_w[0]
    for one in log_w[1:]:
        total = torch.logaddexp(total, one)
    result = total - math.log(len(log_w))
    for one, p, q in zip(log_w, log_p, log_q, strict=True):
        both = p + q
        result = result + torch.exp(one - total) * (both - both.detach())
    return result
