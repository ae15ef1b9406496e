"""Right answers to sleep_loss."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Independent
from torch.nn import functional as F


def written_out(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The formula of a unit for both layers, and a mean at the end."""
    odds_1 = x @ up_1.T + up_bias_1
    odds_2 = h1 @ up_2.T + up_bias_2
    loss_1 = (F.softplus(odds_1) - h1 * odds_1).sum(-1)
    loss_2 = (F.softplus(odds_2) - h2 * odds_2).sum(-1)
    return (loss_1 + loss_2).mean()


def cross_entropy(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The sum of the library's cross-entropies, divided by the number of dreams."""
    total = 0
    for below, above, matrix, bias in ((x, h1, up_1, up_bias_1), (h1, h2, up_2, up_bias_2)):
        odds = F.linear(below, matrix, bias)
        total = total + F.binary_cross_entropy_with_logits(odds, above, reduction="sum")
    return total / x.shape[0]


def library(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The log-densities of two layers of independent Bernoulli variables."""
    lower = Independent(Bernoulli(logits=torch.addmm(up_bias_1, x, up_1.t())), 1)
    upper = Independent(Bernoulli(logits=torch.addmm(up_bias_2, h1, up_2.t())), 1)
    return -lower.log_prob(h1).mean() - upper.log_prob(h2).mean()
