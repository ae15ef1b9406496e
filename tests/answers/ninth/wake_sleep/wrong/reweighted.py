"""Wrong answers to reweighted."""

import math

import torch
from torch import Tensor


def plain_bound(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Returns the bound with its own gradient: that by log q is minus the share."""
    return torch.logsumexp(log_p - log_q, 0) - math.log(len(log_p))


def shares_that_move(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Does not hold the shares constant: their own derivatives come on top of both gradients."""
    log_w = log_p - log_q
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    surrogate = (torch.softmax(log_w, 0) * (log_p + log_q)).sum(0)
    return bound.detach() + surrogate - surrogate.detach()


def guess_learns_from_all_draws_alike(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Weighs the gradients of log q by 1/k and not by the shares, as if q drew the posterior."""
    log_w = log_p - log_q
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    surrogate = (torch.softmax(log_w, 0).detach() * log_p).sum(0) + log_q.mean(0)
    return bound.detach() + surrogate - surrogate.detach()
