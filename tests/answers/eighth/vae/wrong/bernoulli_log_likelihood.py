"""Wrong answers to bernoulli_log_likelihood."""

import torch
from torch import Tensor
from torch.distributions import ContinuousBernoulli
from torch.nn import functional as F


def chosen_by_threshold(x: Tensor, logits: Tensor) -> Tensor:
    """Chooses log pi or log (1 - pi) by x > 0.5, which is wrong for all grey pixels."""
    return torch.where(x > 0.5, F.logsigmoid(logits), F.logsigmoid(-logits)).sum(-1)


def cross_entropy_of_probabilities(x: Tensor, logits: Tensor) -> Tensor:
    """Takes PyTorch's cross-entropy of probabilities, which stops at -100 (x = 0, logit 200)."""
    x, logits = torch.broadcast_tensors(x, logits)
    return -F.binary_cross_entropy(torch.sigmoid(logits), x, reduction="none").sum(-1)


def continuous_bernoulli(x: Tensor, logits: Tensor) -> Tensor:
    """Takes the density of the continuous Bernoulli, with its normalizer: wrong nearly always."""
    return ContinuousBernoulli(logits=logits, validate_args=False).log_prob(x).sum(-1)
