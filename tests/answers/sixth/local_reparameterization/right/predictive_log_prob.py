"""Right answers to predictive_log_prob."""

import math

import torch
from torch import Tensor


def logsumexp_minus_log(logits: Tensor) -> Tensor:
    """log_softmax, then logsumexp over the draws."""
    return torch.log_softmax(logits, -1).logsumexp(0) - math.log(logits.shape[0])


def shifted_by_the_largest(logits: Tensor) -> Tensor:
    """The largest log-probability of each class is taken out, and what is left averaged."""
    log_p = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
    largest = log_p.detach().max(dim=0).values
    return largest + torch.exp(log_p - largest).mean(0).log()


def draw_after_draw(logits: Tensor) -> Tensor:
    """Adds the probabilities of one draw after the other in log space."""
    total = None
    for draw in logits:
        log_p = torch.nn.functional.log_softmax(draw, dim=1)
        total = log_p if total is None else torch.logaddexp(total, log_p)
    return total - torch.full_like(total, len(logits)).log()
