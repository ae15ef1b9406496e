"""Right answers to sleep_loss."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.nn import functional as F


def softplus_formula(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The log-probabilities by softplus, and the mean over the dreams."""
    odds_1 = x @ up_1.T + up_bias_1
    odds_2 = h1 @ up_2.T + up_bias_2
    log_q = (h1 * odds_1 - F.softplus(odds_1)).sum(1) + (h2 * odds_2 - F.softplus(odds_2)).sum(1)
    return -log_q.mean()


def summed_cross_entropies(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """Two cross-entropies summed over everything, divided by the number of dreams."""
    bce = F.binary_cross_entropy_with_logits
    lower = bce(F.linear(x, up_1, up_bias_1), h1, reduction="sum")
    upper = bce(F.linear(h1, up_2, up_bias_2), h2, reduction="sum")
    return (lower + upper) / x.shape[0]


def bernoulli_log_prob(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The recognition model as two Bernoulli distributions; the sum of two means."""
    q_1 = Bernoulli(logits=torch.addmm(up_bias_1, x, up_1.T))
    q_2 = Bernoulli(logits=torch.addmm(up_bias_2, h1, up_2.T))
    return -q_1.log_prob(h1).sum(-1).mean() - q_2.log_prob(h2).sum(-1).mean()


def mapped_log_sigmoids(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """vmap over dreams; a unit's sign turns its log-odds, softplus of minus these is its cost."""

    def cost(pixels: Tensor, lower: Tensor, upper: Tensor) -> Tensor:
        odds = torch.cat([up_1 @ pixels + up_bias_1, up_2 @ lower + up_bias_2])
        signs = 2 * torch.cat([lower, upper]) - 1
        return F.softplus(-signs * odds).sum()

    return torch.vmap(cost)(x, h1, h2).mean()
