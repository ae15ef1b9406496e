"""Wrong answers to reweighted."""

import math

import torch
from torch import Tensor


def gradient_of_the_bound(log_p: Tensor, log_q: Tensor) -> Tensor:
    """It is the bound itself, whose derivative by log q has the opposite sign."""
    return torch.logsumexp(log_p - log_q, 0) - math.log(len(log_p))


def moving_shares(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The shares are not constants, so their own gradients are added."""
    log_w = log_p - log_q
    slope = (torch.softmax(log_w, 0) * (log_p + log_q)).sum(0)
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return bound.detach() + (slope - slope.detach())


def mean_log_weight(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The value is the reweighted mean of the log-weights, not the bound."""
    log_w = (log_p - log_q).detach()
    share = torch.softmax(log_w, 0)
    both = log_p + log_q
    return (share * (log_w + (both - both.detach()))).sum(0)


def shares_of_p(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The shares are those of p(x, z) alone, not of the weights."""
    bound = torch.logsumexp((log_p - log_q).detach(), 0) - math.log(len(log_p))
    share = torch.softmax(log_p.detach(), 0)
    both = log_p + log_q
    return bound + (share * (both - both.detach())).sum(0)


def direct_shares(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The shares come from the weights themselves, which overflow or underflow."""
    log_w = log_p - log_q
    w = log_w.detach().exp()
    share = w / w.sum(0)
    both = log_p + log_q
    bound = torch.logsumexp(log_w.detach(), 0) - math.log(len(log_w))
    return bound + (share * (both - both.detach())).sum(0)
