"""Objectives as functions of the one tensor that every model returns.

``log_w = log p(x, z) - log q(z | x)`` has shape (k, batch): k draws from the approximate posterior
for each of a batch of observations. Chapter ``vae``; Burda, Grosse and Salakhutdinov
(2016), equations 4 to 8. Everything is in nats.
"""

import math

import torch
from torch import Tensor


def elbo(log_w: Tensor) -> Tensor:
    """Evidence lower bound: the mean of ``log_w`` (k, batch) over its draws, shape (batch,)."""
    return log_w.mean(0)


def iwae_bound(log_w: Tensor) -> Tensor:
    """Importance-weighted bound log 1/k sum_i w_i, shape (batch,), from ``log_w`` (k, batch)."""
    return torch.logsumexp(log_w, 0) - math.log(log_w.shape[0])


def effective_sample_size(log_w: Tensor) -> Tensor:
    """Kish's (sum_i w_i)^2 / sum_i w_i^2, between 1 and k, shape (batch,), from ``log_w``.

    Normalized first, so that neither large nor small weights overflow or cancel.
    """
    return 1 / torch.softmax(log_w, 0).square().sum(0)
