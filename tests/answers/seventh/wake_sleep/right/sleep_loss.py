"""Right answers to sleep_loss."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.nn import functional as F


def cross_entropies(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The binary cross-entropy of torch, summed, over the number of dreams."""
    loss = F.binary_cross_entropy_with_logits
    lower = loss(F.linear(x, up_1, up_bias_1), h1, reduction="sum")
    upper = loss(F.linear(h1, up_2, up_bias_2), h2, reduction="sum")
    return (lower + upper) / len(x)


def all_units_as_one_layer(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The units of both layers side by side, in torch.distributions."""
    odds = torch.cat([x @ up_1.T + up_bias_1, h1 @ up_2.T + up_bias_2], dim=1)
    log_q = Bernoulli(logits=odds).log_prob(torch.cat([h1, h2], dim=1))
    return -log_q.sum(dim=1).mean()


def dream_after_dream(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """A running sum over the dreams, with the softplus as logaddexp."""
    total = x.new_zeros(())
    for pixels, lower, upper in zip(x, h1, h2, strict=True):
        for state, odds in (
            (lower, up_1 @ pixels + up_bias_1),
            (upper, up_2 @ lower + up_bias_2),
        ):
            total = total + (torch.logaddexp(odds, torch.zeros_like(odds)) - state * odds).sum()
    return total / x.shape[0]
