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
    """A small function for the log-probability of a layer, used three times."""

    def layer(s: Tensor, odds: Tensor) -> Tensor:
        return (s * odds - F.softplus(odds)).sum(-1)

    return layer(h2, bias_2) + layer(h1, h2 @ to_1.T + bias_1) + layer(x, h1 @ to_x.T + bias_x)


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
    """torch.distributions.Bernoulli with logits for each layer."""
    prior = Bernoulli(logits=bias_2)
    lower = Bernoulli(logits=F.linear(h2, to_1, bias_1))
    pixels = Bernoulli(logits=F.linear(h1, to_x, bias_x))
    result = prior.log_prob(h2).sum(-1)
    result = result + lower.log_prob(h1).sum(-1)
    return result + pixels.log_prob(x).sum(-1)


def cross_entropies_of_a_long_vector(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """All units side by side, and one binary cross-entropy of all."""
    k, batch = h1.shape[:2]
    odds = torch.cat(
        [
            bias_2.expand(k, batch, -1),
            torch.einsum("kbj,ij->kbi", h2, to_1) + bias_1,
            torch.einsum("kbj,ij->kbi", h1, to_x) + bias_x,
        ],
        dim=-1,
    )
    units = torch.cat([h2, h1, x.expand(k, *x.shape)], dim=-1)
    return -F.binary_cross_entropy_with_logits(odds, units, reduction="none").sum(-1)


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
    """A loop over the draws; a unit has the log-sigmoid of its log-odds or of minus these."""
    rows = []
    for lower, upper in zip(h1, h2, strict=True):
        total = x.new_zeros(len(x))
        for unit, odds in (
            (upper, bias_2),
            (lower, torch.addmm(bias_1, upper, to_1.t())),
            (x, torch.addmm(bias_x, lower, to_x.t())),
        ):
            on, off = F.logsigmoid(odds), F.logsigmoid(-odds)
            total = total + (unit * on + (1 - unit) * off).sum(1)
        rows.append(total)
    return torch.stack(rows)
