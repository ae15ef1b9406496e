"""Wrong answers to exact_gradient."""

import torch
from torch import Tensor
from torch.nn import functional as F


def probability_of_ones_only(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The probability of a code has factors for its ones, and none for its zeros."""
    q = (codes * F.logsigmoid(logits)).sum(-1).exp()
    return (q * costs) @ (codes - torch.sigmoid(logits))


def gradient_in_probabilities(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The score is that of the probabilities pi, and not that of their logits."""
    pi = torch.sigmoid(logits)
    q = (codes * logits - F.softplus(logits)).sum(-1).exp()
    score = codes / pi - (1 - codes) / (1 - pi)
    return (q * costs) @ score


def logarithms_of_rounded_probabilities(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Takes the logarithm of pi and of 1 - pi, which gives nan where one is rounded to 0."""
    pi = torch.sigmoid(logits)
    log_q = (codes * torch.log(pi) + (1 - codes) * torch.log(1 - pi)).sum(-1)
    return (log_q.exp() * costs) @ (codes - pi)


def codes_in_own_order(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Counts the codes itself, so costs of codes that are given in another order are mixed up."""
    n = len(logits)
    number = torch.arange(2**n, device=logits.device)
    places = torch.arange(n - 1, -1, -1, device=logits.device)
    z = (number[:, None] >> places & 1).to(logits.dtype)
    q = (z * logits - F.softplus(logits)).sum(-1).exp()
    return (q * costs) @ (z - torch.sigmoid(logits))


def mean_over_codes(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """All codes count the same, whatever their probability under q."""
    score = codes - torch.sigmoid(logits)
    return (costs[:, None] * score).mean(0)
