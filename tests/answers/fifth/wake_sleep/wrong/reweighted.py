"""Wrong answers to reweighted."""

import math

import torch
from torch import Tensor


def bound_itself(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The gradient is that of the bound, so its derivative by log_q is minus the share."""
    return torch.logsumexp(log_p - log_q, 0) - math.log(len(log_p))


def shares_learn_too(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The shares are not constants, and gradients flow through them."""
    log_w = log_p - log_q
    surrogate = (torch.softmax(log_w, 0) * (log_p + log_q)).sum(0)
    bound = torch.logsumexp(log_w, 0).detach() - math.log(len(log_w))
    return bound + surrogate - surrogate.detach()


def batch_for_draws(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The logarithm of the size of the batch is subtracted, not that of the number of draws."""
    log_w = (log_p - log_q).detach()
    shares = torch.softmax(log_w, 0)
    surrogate = (shares * (log_p + log_q)).sum(0)
    bound = torch.logsumexp(log_w, 0) - math.log(log_w.shape[-1])
    return bound + surrogate - surrogate.detach()


def even_shares_for_q(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The recognition model learns from all draws alike, without their shares."""
    log_w = (log_p - log_q).detach()
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    learn = (torch.softmax(log_w, 0) * log_p).sum(0) + log_q.mean(0)
    return bound + learn - learn.detach()


def weights_themselves(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The weights are exponentials of large numbers, so they overflow or all are 0."""
    w = torch.exp(log_p - log_q).detach()
    surrogate = (w / w.sum(0) * (log_p + log_q)).sum(0)
    return w.mean(0).log() + surrogate - surrogate.detach()


def elbo_for_value(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The value is the mean of the log-weights, the ELBO, and not the bound of k draws."""
    log_w = (log_p - log_q).detach()
    surrogate = (log_w.softmax(0) * (log_p + log_q)).sum(0)
    return log_w.mean(0) + surrogate - surrogate.detach()
