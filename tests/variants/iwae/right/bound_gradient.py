"""Other right ways of writing ``bound_gradient``."""

import torch


def einsum(log_w, gradients):
    return torch.einsum("kb,kbd->bd", torch.softmax(log_w, 0), gradients)


def loop(log_w, gradients):
    log_share = log_w - log_w.logsumexp(0)
    total = torch.zeros_like(gradients[0])
    for one, slope in zip(log_share, gradients, strict=True):
        total = total + one.exp().unsqueeze(-1) * slope
    return total


def matrix_product(log_w, gradients):
    share = torch.softmax(log_w, 0).T  # (batch, k)
    return (share[:, None] @ gradients.transpose(0, 1))[:, 0]
