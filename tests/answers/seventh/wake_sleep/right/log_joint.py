"""Right answers to log_joint."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Independent
from torch.nn import functional as F


def softplus_of_each_layer(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The formula of a binary unit, three times."""
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = h1 @ to_x.T + bias_x
    top = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    middle = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return top + middle + (x * odds_x - F.softplus(odds_x)).sum(-1)


def bernoulli_distributions(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """By torch.distributions, with the units of a layer as one event."""
    p_2 = Independent(Bernoulli(logits=bias_2), 1)
    p_1 = Independent(Bernoulli(logits=F.linear(h2, to_1, bias_1)), 1)
    p_x = Independent(Bernoulli(logits=F.linear(h1, to_x, bias_x)), 1)
    return p_2.log_prob(h2) + p_1.log_prob(h1) + p_x.log_prob(x)


def draw_by_draw(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """A loop over the draws, with both values of each unit by logsigmoid."""

    def log_prob(state, odds):
        return state * F.logsigmoid(odds) + (1 - state) * F.logsigmoid(-odds)

    found = []
    for lower, upper in zip(h1, h2, strict=True):
        terms = [
            log_prob(upper, bias_2),
            log_prob(lower, torch.einsum("bj,ij->bi", upper, to_1) + bias_1),
            log_prob(x, torch.einsum("bj,ij->bi", lower, to_x) + bias_x),
        ]
        found.append(torch.cat(terms, dim=1).sum(dim=1))
    return torch.stack(found)
