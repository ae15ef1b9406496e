"""Wrong answers to log_joint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def probabilities_kept_from_zero(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """A small number is added to each probability, so that log-odds of some size do not count."""

    def log_prob(state, odds):
        p = torch.sigmoid(odds)
        return (state * torch.log(p + 1e-3) + (1 - state) * torch.log(1 - p + 1e-3)).sum(-1)

    odds_1, odds_x = h2 @ to_1.T + bias_1, h1 @ to_x.T + bias_x
    return log_prob(h2, bias_2) + log_prob(h1, odds_1) + log_prob(x, odds_x)


def ones_only(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """A unit that is 0 adds nothing, although its probability is not 1."""
    odds_1, odds_x = h2 @ to_1.T + bias_1, h1 @ to_x.T + bias_x
    top = (h2 * F.logsigmoid(bias_2)).sum(-1)
    middle = (h1 * F.logsigmoid(odds_1)).sum(-1)
    return top + middle + (x * F.logsigmoid(odds_x)).sum(-1)


def pixels_from_probabilities(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The pixels' log-odds come from the probabilities of h1, and not from its states."""
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = torch.sigmoid(odds_1) @ to_x.T + bias_x
    top = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    middle = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return top + middle + (x * odds_x - F.softplus(odds_x)).sum(-1)


def squeezed(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Drops the axis of a single draw, or of a batch of one."""
    odds_1, odds_x = h2 @ to_1.T + bias_1, h1 @ to_x.T + bias_x
    top = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    middle = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return (top + middle + (x * odds_x - F.softplus(odds_x)).sum(-1)).squeeze()


def top_layer_forgotten(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The factor of h2 is missing: it is log p(x, h1 given h2)."""
    odds_1, odds_x = h2 @ to_1.T + bias_1, h1 @ to_x.T + bias_x
    middle = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return middle + (x * odds_x - F.softplus(odds_x)).sum(-1)
