"""Wrong answers to log_joint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def only_units_that_are_on(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Counts units of the upper layer that are 1, and forgets those that are 0."""
    top = (h2 * F.logsigmoid(bias_2)).sum(-1)
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = h1 @ to_x.T + bias_x
    middle = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return top + middle + (x * odds_x - F.softplus(odds_x)).sum(-1)


def pixels_of_the_mean_state(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Averages h1 over the k draws before the pixels: right for k = 1 only."""
    top = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = h1.mean(0) @ to_x.T + bias_x
    middle = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return top + middle + (x * odds_x - F.softplus(odds_x)).sum(-1)


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
    """Clamps probabilities to 1e-3 and more, so that improbable states cost too little."""

    def log_bernoulli(states: Tensor, odds: Tensor) -> Tensor:
        p = torch.sigmoid(odds).clamp(1e-3, 1 - 1e-3)
        return (states * p.log() + (1 - states) * (1 - p).log()).sum(-1)

    middle = log_bernoulli(h1, h2 @ to_1.T + bias_1)
    return log_bernoulli(h2, bias_2) + middle + log_bernoulli(x, h1 @ to_x.T + bias_x)
