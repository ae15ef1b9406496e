"""Wrong answers to exact_gradient."""

import torch
from torch import Tensor
from torch.nn import functional as F


def in_the_probability(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """It is the gradient in the probabilities, not in the logits."""
    pi = torch.sigmoid(logits)
    q = torch.exp((codes * logits - F.softplus(logits)).sum(-1))
    score = codes / pi - (1 - codes) / (1 - pi)
    return (q * costs) @ score


def own_order(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The codes are made anew in counting order, whatever order the given ones have."""
    n = len(logits)
    numbers = torch.arange(2**n, device=logits.device)
    places = torch.arange(n - 1, -1, -1, device=logits.device)
    bits = ((numbers[:, None] >> places) & 1).to(logits.dtype)
    q = torch.exp((bits * logits - F.softplus(logits)).sum(-1))
    return (q * costs) @ (bits - torch.sigmoid(logits))


def only_ones_have_probability(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The probability of a code is the product over its ones; the zeros' 1 - pi is forgotten."""
    pi = torch.sigmoid(logits)
    q = (pi**codes).prod(-1)
    return (q * costs) @ (codes - pi)


def mean_of_codes(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The weighted terms are averaged over the codes, though q already weights them."""
    q = torch.exp((codes * logits - F.softplus(logits)).sum(-1))
    return ((q * costs)[:, None] * (codes - torch.sigmoid(logits))).mean(0)


def score_of_ones(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The score of a bit that is 0 is taken to be 0 instead of -pi."""
    pi = torch.sigmoid(logits)
    q = torch.exp((codes * logits - F.softplus(logits)).sum(-1))
    return (q * costs) @ (codes * (1 - pi))
