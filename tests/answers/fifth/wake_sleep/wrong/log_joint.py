"""Wrong answers to log_joint."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.nn import functional as F


def logarithm_of_exponential(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """log(1 + exp(a)) overflows for large log-odds."""

    def layer(s: Tensor, odds: Tensor) -> Tensor:
        return (s * odds - torch.log1p(torch.exp(odds))).sum(-1)

    return layer(h2, bias_2) + layer(h1, h2 @ to_1.T + bias_1) + layer(x, h1 @ to_x.T + bias_x)


def prior_not_normalized(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The softplus of the top layer is missing."""
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = h1 @ to_x.T + bias_x
    top = h2 @ bias_2
    lower = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return top + lower + (x * odds_x - F.softplus(odds_x)).sum(-1)


def observations_in_wrong_order(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The pixels are repeated image by image, though the draws are the first axis."""
    k, batch = h1.shape[:2]
    pixels = x.repeat_interleave(k, 0).view(k, batch, -1)
    result = Bernoulli(logits=bias_2).log_prob(h2).sum(-1)
    result = result + Bernoulli(logits=F.linear(h2, to_1, bias_1)).log_prob(h1).sum(-1)
    return result + Bernoulli(logits=F.linear(h1, to_x, bias_x)).log_prob(pixels).sum(-1)


def axis_of_one_lost(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """A squeeze in the end takes the axis of a single draw or a single image away."""
    odds_1 = F.linear(h2, to_1, bias_1)
    odds_x = F.linear(h1, to_x, bias_x)
    total = (h2 * bias_2 - F.softplus(bias_2)).sum(-1, keepdim=True)
    total = total + (h1 * odds_1 - F.softplus(odds_1)).sum(-1, keepdim=True)
    total = total + (x * odds_x - F.softplus(odds_x)).sum(-1, keepdim=True)
    return total.squeeze()


def probabilities_passed_down(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The log-odds of the pixels come from the probabilities of h1, not from its states."""
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = odds_1.sigmoid() @ to_x.T + bias_x
    log_p = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    log_p = log_p + (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return log_p + (x * odds_x - F.softplus(odds_x)).sum(-1)


def only_what_is_on(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Units that are 0 count nothing, as in the cross-entropy of classes."""

    def layer(s: Tensor, odds: Tensor) -> Tensor:
        return (s * F.logsigmoid(odds)).sum(-1)

    return layer(h2, bias_2) + layer(h1, h2 @ to_1.T + bias_1) + layer(x, h1 @ to_x.T + bias_x)
