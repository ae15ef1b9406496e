"""Wrong answers to sleep_loss."""

import torch
from torch import Tensor
from torch.nn import functional as F


def upper_layer_from_a_guess(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Recognizes h2 from the probabilities that x gives h1, and not from the dreamt h1."""
    odds_1 = x @ up_1.T + up_bias_1
    odds_2 = torch.sigmoid(odds_1) @ up_2.T + up_bias_2
    first = F.binary_cross_entropy_with_logits(odds_1, h1, reduction="none").sum(1)
    second = F.binary_cross_entropy_with_logits(odds_2, h2, reduction="none").sum(1)
    return (first + second).mean()


def only_units_that_are_on(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Counts -log q of the units that are 1 and forgets those that are 0."""
    odds_1 = x @ up_1.T + up_bias_1
    odds_2 = h1 @ up_2.T + up_bias_2
    log_q = (h1 * F.logsigmoid(odds_1)).sum(1) + (h2 * F.logsigmoid(odds_2)).sum(1)
    return -log_q.mean()


def mean_over_units(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Leaves the reduction of torch as it is: the mean over the units of a layer, not their sum."""
    first = F.binary_cross_entropy_with_logits(x @ up_1.T + up_bias_1, h1)
    return first + F.binary_cross_entropy_with_logits(h1 @ up_2.T + up_bias_2, h2)
