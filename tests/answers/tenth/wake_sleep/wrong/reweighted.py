"""Wrong answers to reweighted."""

import math

import torch
from torch import Tensor


def shares_with_a_gradient(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Leaves the shares attached beside log-probabilities, which adds their own gradient."""
    log_w = log_p - log_q
    value = (torch.logsumexp(log_w, 0) - math.log(len(log_w))).detach()
    learned = (torch.softmax(log_w, 0) * (log_p + log_q)).sum(0)
    return value + learned - learned.detach()


def even_shares_for_the_encoder(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Weighs log_q by 1/k and not by its share, as the plain wake phase of q would."""
    log_w = (log_p - log_q).detach()
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    wake_p = (torch.softmax(log_w, 0) * (log_p - log_p.detach())).sum(0)
    return value + wake_p + (log_q - log_q.detach()).mean(0)


def weights_before_the_logarithm(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Averages the weights themselves, so that the value is -inf or inf for large logarithms."""
    log_w = (log_p - log_q).detach()
    learned = log_p + log_q
    slope = (torch.softmax(log_w, 0) * (learned - learned.detach())).sum(0)
    return log_w.exp().mean(0).log() + slope
