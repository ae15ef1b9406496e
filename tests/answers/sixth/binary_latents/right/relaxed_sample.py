"""Right answers to relaxed_sample."""

import torch
from torch import Tensor


def by_the_hint(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Logistic noise from two logarithms."""
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid((logits + noise) / temperature)


def by_logit(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The noise is the logit of the uniform number."""
    return logits.add(torch.logit(u)).div(temperature).sigmoid()


def softmax_of_two(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """As a softmax over the two values of each bit."""
    one = (logits + u.log()) / temperature
    zero = torch.log1p(-u) / temperature
    return torch.softmax(torch.stack([zero, one]), 0)[1]
