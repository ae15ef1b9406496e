"""Wrong answers to sleep_loss."""

import torch
from torch import Tensor
from torch.nn import functional as F


def upper_layer_from_guesses(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The log-odds of h2 come from the recognized probabilities of h1, and not from h1."""
    odds_1 = x @ up_1.T + up_bias_1
    odds_2 = torch.sigmoid(odds_1) @ up_2.T + up_bias_2
    log_q = (h1 * odds_1 - F.softplus(odds_1)).sum(-1) + (h2 * odds_2 - F.softplus(odds_2)).sum(-1)
    return -log_q.mean()


def means_over_units(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The default of the cross-entropy: a mean over dreams and units, and not a sum over units."""
    lower = F.binary_cross_entropy_with_logits(x @ up_1.T + up_bias_1, h1)
    upper = F.binary_cross_entropy_with_logits(h1 @ up_2.T + up_bias_2, h2)
    return lower + upper


def mean_of_the_layers(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The two layers are averaged, and not added up."""
    odds_1, odds_2 = x @ up_1.T + up_bias_1, h1 @ up_2.T + up_bias_2
    lower = (F.softplus(odds_1) - h1 * odds_1).sum(-1)
    upper = (F.softplus(odds_2) - h2 * odds_2).sum(-1)
    return torch.stack([lower, upper]).mean()


def ones_only(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Only units that are 1 count, as with classes of which one is right."""
    lower = h1 * F.logsigmoid(x @ up_1.T + up_bias_1)
    upper = h2 * F.logsigmoid(h1 @ up_2.T + up_bias_2)
    return -(lower.sum(-1) + upper.sum(-1)).mean()


def division_of_one_term(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Only the upper layer's sum is divided by the number of dreams: brackets are missing."""
    loss = F.binary_cross_entropy_with_logits
    lower = loss(x @ up_1.T + up_bias_1, h1, reduction="sum")
    upper = loss(h1 @ up_2.T + up_bias_2, h2, reduction="sum")
    return lower + upper / x.shape[0]
