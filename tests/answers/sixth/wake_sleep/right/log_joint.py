"""Right answers to log_joint."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.nn import functional as F


def three_sums(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The formula of a unit, for each of the three layers."""
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = h1 @ to_x.T + bias_x
    of_2 = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    of_1 = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return of_2 + of_1 + (x * odds_x - F.softplus(odds_x)).sum(-1)


def library(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Bernoulli variables of the library, with F.linear for the matrices."""
    top = Bernoulli(logits=bias_2).log_prob(h2).sum(-1)
    middle = Bernoulli(logits=F.linear(h2, to_1, bias_1)).log_prob(h1).sum(-1)
    bottom = Bernoulli(logits=F.linear(h1, to_x, bias_x)).log_prob(x.expand(len(h1), -1, -1))
    return top + middle + bottom.sum(-1)


def all_units_in_a_row(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """All units side by side, with one cross-entropy for them."""
    k, batch, _ = h1.shape
    odds = [
        torch.einsum("kbi,pi->kbp", h1, to_x) + bias_x,
        torch.einsum("kbj,ij->kbi", h2, to_1) + bias_1,
        bias_2.expand(k, batch, -1),
    ]
    units = torch.cat([x.expand(k, batch, -1), h1, h2], dim=-1)
    odds = torch.cat(odds, dim=-1)
    return (units * F.logsigmoid(odds) + (1 - units) * F.logsigmoid(-odds)).sum(dim=-1)
