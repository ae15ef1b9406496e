"""Wrong answers to sleep_loss."""

import torch
from torch import Tensor
from torch.nn import functional as F


def saturated(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The probabilities are computed first, and are rounded to 0 or 1 for large log-odds."""
    p1 = torch.sigmoid(x @ up_1.T + up_bias_1)
    p2 = torch.sigmoid(h1 @ up_2.T + up_bias_2)
    lower = F.binary_cross_entropy(p1, h1, reduction="none").sum(-1)
    upper = F.binary_cross_entropy(p2, h2, reduction="none").sum(-1)
    return (lower + upper).mean()


def recognized_again(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The log-odds of h2 come from the recognized probabilities of h1, not from the dreamt h1."""
    odds_1 = x @ up_1.T + up_bias_1
    odds_2 = torch.sigmoid(odds_1) @ up_2.T + up_bias_2
    loss_1 = (F.softplus(odds_1) - h1 * odds_1).sum(-1)
    loss_2 = (F.softplus(odds_2) - h2 * odds_2).sum(-1)
    return (loss_1 + loss_2).mean()


def sum_of_dreams(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The loss is summed over the dreams, too."""
    odds_1, odds_2 = x @ up_1.T + up_bias_1, h1 @ up_2.T + up_bias_2
    lower = F.binary_cross_entropy_with_logits(odds_1, h1, reduction="sum")
    return lower + F.binary_cross_entropy_with_logits(odds_2, h2, reduction="sum")


def mean_of_units(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The usual reduction averages over the units of each layer, which should be summed."""
    lower = F.binary_cross_entropy_with_logits(x @ up_1.T + up_bias_1, h1)
    return lower + F.binary_cross_entropy_with_logits(h1 @ up_2.T + up_bias_2, h2)


def ones_only(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Only units that are 1 count, as in a cross-entropy of classes; zeros cost nothing."""
    log_p1 = F.logsigmoid(x @ up_1.T + up_bias_1)
    log_p2 = F.logsigmoid(h1 @ up_2.T + up_bias_2)
    return -((h1 * log_p1).sum(-1) + (h2 * log_p2).sum(-1)).mean()
