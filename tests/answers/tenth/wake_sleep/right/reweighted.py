"""Right answers to reweighted."""

import math

import torch
from torch import Tensor


def bound_plus_nothing(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Adds a term of value 0, weighted by constant shares, to the detached bound."""
    log_w = (log_p - log_q).detach()
    share = torch.softmax(log_w, dim=0)
    learned = log_p + log_q
    value = torch.logsumexp(log_w, dim=0) - math.log(len(log_w))
    return value + (share * (learned - learned.detach())).sum(0)


def sign_of_log_q_turned(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Turns the gradient of log_q by its value twice, and lets logsumexp differentiate."""
    turned = log_q - 2 * log_q.detach()
    return torch.logsumexp(log_p + turned, 0) - math.log(log_p.shape[0])
