"""Wrong answers to exact_gradient."""

import torch
from torch import Tensor
from torch.nn import functional as F


def codes_in_counting_order(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Takes the probabilities in the order of binary counting, which shuffled codes do not have."""
    pi, weights = torch.sigmoid(logits), logits.new_ones(1)
    for each in pi:
        weights = torch.stack([weights * (1 - each), weights * each], 1).flatten()
    return (weights * costs) @ (codes - pi)


def gradient_in_the_probabilities(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Divides by pi (1 - pi), so it is the gradient in the probabilities and not in the logits."""
    pi = torch.sigmoid(logits)
    weights = (codes * logits - F.softplus(logits)).sum(-1).exp()
    return ((weights * costs) @ (codes - pi)) / (pi * torch.sigmoid(-logits))


def logarithms_of_rounded_probabilities(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Multiplies 0 by log 0 for large logits, whose probability is rounded to 1, and gives NaN."""
    pi = torch.sigmoid(logits)
    log_q = (codes * torch.log(pi) + (1 - codes) * torch.log(1 - pi)).sum(-1)
    return torch.einsum("c,c,cd->d", log_q.exp(), costs, codes - pi)
