"""Wrong answers to exact_gradient."""

import torch
from torch import Tensor
from torch.nn import functional as F


def codes_as_draws(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """A plain mean over the codes, as if they were draws from q: their probabilities are lost."""
    return (costs[:, None] * (codes - torch.sigmoid(logits))).mean(0)


def only_the_ones(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The probability of a code contains only its ones, not the chances of its zeros."""
    q = (codes * F.logsigmoid(logits)).sum(-1).exp()
    return (q * costs) @ (codes - torch.sigmoid(logits))


def order_of_its_own(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The probabilities stand in counting order, whatever the order of the given codes."""
    pi = torch.sigmoid(logits)
    q = torch.ones_like(pi[:1])
    for each in pi:
        q = torch.kron(q, torch.stack([1 - each, each]))
    return (q * costs) @ (codes - pi)


def gradient_in_probabilities(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The score is that of the probability and not that of the logit."""
    pi = torch.sigmoid(logits)
    q = torch.where(codes > 0.5, pi, 1 - pi).prod(-1)
    return (q * costs) @ (codes / pi - (1 - codes) / (1 - pi))


def logarithm_of_rounded_zero(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Zero times log 0 is nan as soon as one probability is rounded to 0 or to 1."""
    pi = torch.sigmoid(logits)
    log_q = (codes * torch.log(pi) + (1 - codes) * torch.log(1 - pi)).sum(-1)
    return torch.einsum("c,c,cj->j", log_q.exp(), costs, codes - pi)


def other_bits_are_fair(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Each bit is weighted with its own probability only, the others count as fair coins."""
    pi = torch.sigmoid(logits)
    q = torch.where(codes > 0.5, pi, 1 - pi) / 2 ** (len(logits) - 1)
    return (q * costs[:, None] * (codes - pi)).sum(0)
