"""Other right ways of writing ``doubly_reparameterized``."""

import math

import torch


def scaled_inputs(log_w):
    share = torch.softmax(log_w.detach(), 0)
    moving = share * log_w + ((1 - share) * log_w).detach()
    return torch.logsumexp(moving, 0) - math.log(log_w.shape[0])


def hook(log_w):
    moving = 1 * log_w
    share = torch.softmax(log_w.detach(), 0)
    if moving.requires_grad:
        moving.register_hook(lambda slope: share * slope)
    return torch.logsumexp(moving, 0) - math.log(len(log_w))


def no_grad(log_w):
    with torch.no_grad():
        bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
        squares = torch.exp(2 * (log_w - torch.logsumexp(log_w, 0)))
    return bound + (squares * (log_w - log_w.detach())).sum(0)
