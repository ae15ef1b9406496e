"""Wrong answers to reweighted."""

import math

import torch
from torch import Tensor


def bound_as_it_is(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The bound itself, whose derivative by log_q is minus the share."""
    return torch.logsumexp(log_p - log_q, 0) - math.log(log_p.shape[0])


def shares_not_constant(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The shares are differentiated too."""
    log_w = log_p - log_q
    both = (torch.softmax(log_w, 0) * (log_p + log_q)).sum(0)
    bound = torch.logsumexp(log_w, 0) - math.log(log_p.shape[0])
    return bound.detach() + (both - both.detach())


def shares_from_weights(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The shares are made of the weights themselves, which may all be 0 or infinite."""
    log_w = (log_p - log_q).detach()
    shares = log_w.exp() / log_w.exp().sum(0)
    both = (shares * (log_p + log_q)).sum(0)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)) + (both - both.detach())


def mean_log_weight(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The gradients are right, but the value is the mean of log w under the shares."""
    log_w = (log_p - log_q).detach()
    shares = torch.softmax(log_w, 0)
    both = (shares * (log_p + log_q)).sum(0)
    return (shares * log_w).sum(0) + (both - both.detach())


def shares_of_the_joint(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The shares are those of p(x, z), without division by q(z given x)."""
    shares = torch.softmax(log_p, 0).detach()
    both = (shares * (log_p + log_q)).sum(0)
    bound = torch.logsumexp(log_p - log_q, 0) - math.log(log_p.shape[0])
    return bound.detach() + (both - both.detach())
