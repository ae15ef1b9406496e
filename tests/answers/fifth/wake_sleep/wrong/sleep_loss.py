"""Wrong answers to sleep_loss."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.nn import functional as F


def mean_over_units(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The cross-entropies are means over the units, not sums."""
    lower = F.binary_cross_entropy_with_logits(x @ up_1.T + up_bias_1, h1)
    return lower + F.binary_cross_entropy_with_logits(h1 @ up_2.T + up_bias_2, h2)


def recognized_lower_layer(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The upper layer is given the probabilities of h1, not the h1 that was dreamt."""
    odds_1 = x @ up_1.T + up_bias_1
    odds_2 = odds_1.sigmoid() @ up_2.T + up_bias_2
    log_q = (h1 * odds_1 - F.softplus(odds_1)).sum(1) + (h2 * odds_2 - F.softplus(odds_2)).sum(1)
    return -log_q.mean()


def widths_mixed_up(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The mean over units is turned into a sum by the width of h1, for h2 as well."""
    bce = F.binary_cross_entropy_with_logits
    mean_1 = bce(F.linear(x, up_1, up_bias_1), h1)
    mean_2 = bce(F.linear(h1, up_2, up_bias_2), h2)
    return h1.shape[1] * (mean_1 + mean_2)


def logarithm_of_probability(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The logarithm of a sigmoid that is rounded to 0 or 1 is infinite, or 0 times that is NaN."""
    p1 = torch.sigmoid(x @ up_1.T + up_bias_1)
    p2 = torch.sigmoid(h1 @ up_2.T + up_bias_2)
    log_q = (h1 * p1.log() + (1 - h1) * (1 - p1).log()).sum(1)
    log_q = log_q + (h2 * p2.log() + (1 - h2) * (1 - p2).log()).sum(1)
    return -log_q.mean()


def sum_over_dreams(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The dreams are added up, not averaged."""
    q_1 = Bernoulli(logits=F.linear(x, up_1, up_bias_1))
    q_2 = Bernoulli(logits=F.linear(h1, up_2, up_bias_2))
    return -(q_1.log_prob(h1).sum() + q_2.log_prob(h2).sum())


def lower_layer_not_taught(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The value is right, but no gradient reaches the weights and biases of the lower layer."""
    with torch.no_grad():
        odds_1 = x @ up_1.T + up_bias_1
    odds_2 = h1 @ up_2.T + up_bias_2
    log_q = (h1 * odds_1 - F.softplus(odds_1)).sum(1) + (h2 * odds_2 - F.softplus(odds_2)).sum(1)
    return -log_q.mean()
