"""Wrong answers to sleep_loss."""

import torch
from torch import Tensor
from torch.nn import functional as F


def mean_over_the_units(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Averages over the units of a layer where it should sum, so that it is too small."""
    loss_1 = F.binary_cross_entropy_with_logits(x @ up_1.T + up_bias_1, h1)
    return loss_1 + F.binary_cross_entropy_with_logits(h1 @ up_2.T + up_bias_2, h2)


def labels_from_a_guess(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Recognizes h2 from the guessed probabilities of h1, not from the h1 of the dream."""
    odds_1 = x @ up_1.T + up_bias_1
    odds_2 = torch.sigmoid(odds_1) @ up_2.T + up_bias_2
    loss_1 = F.binary_cross_entropy_with_logits(odds_1, h1, reduction="sum")
    loss_2 = F.binary_cross_entropy_with_logits(odds_2, h2, reduction="sum")
    return (loss_1 + loss_2) / len(x)


def cross_entropy_of_rounded_odds(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Makes probabilities first, which are rounded to 1 for large odds: off by many nats."""
    p1 = torch.sigmoid(x @ up_1.T + up_bias_1)
    p2 = torch.sigmoid(h1 @ up_2.T + up_bias_2)
    loss_1 = F.binary_cross_entropy(p1, h1, reduction="sum")
    return (loss_1 + F.binary_cross_entropy(p2, h2, reduction="sum")) / len(x)
