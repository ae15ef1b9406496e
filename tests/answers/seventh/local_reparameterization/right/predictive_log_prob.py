"""Right answers to predictive_log_prob."""

import math

import torch
from torch import Tensor
from torch.distributions import Categorical


def logsumexp_of_draws(logits: Tensor) -> Tensor:
    """log_softmax over the classes, logsumexp over the draws."""
    return torch.logsumexp(torch.log_softmax(logits, -1), 0) - math.log(logits.shape[0])


def added_one_by_one(logits: Tensor) -> Tensor:
    """The probabilities are added in a loop, as logarithms, with shares of 1 / k."""
    k = len(logits)
    total = None
    for draw in logits:
        log_p = draw - draw.logsumexp(dim=1, keepdim=True) - math.log(k)
        total = log_p if total is None else torch.logaddexp(total, log_p)
    return total


def largest_taken_out(logits: Tensor) -> Tensor:
    """Categorical normalizes; the largest of the draws is taken out before the mean."""
    log_p = Categorical(logits=logits, validate_args=False).logits
    largest = log_p.detach().amax(dim=0)
    return largest + (log_p - largest).exp().mean(dim=0).log()
