"""Wrong answers to log_joint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def clamped_probabilities(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Takes logarithms of probabilities clamped by 1e-6: at most 13.8 nats for a surprise."""

    def log_p(units: Tensor, odds: Tensor) -> Tensor:
        p = torch.sigmoid(odds).clamp(1e-6, 1 - 1e-6)
        return (units * p.log() + (1 - units) * (1 - p).log()).sum(-1)

    below = log_p(x, h1 @ to_x.T + bias_x) + log_p(h1, h2 @ to_1.T + bias_1)
    return below + log_p(h2, bias_2)


def top_layer_not_normalized(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Leaves out log(1 + exp(bias_2)) of the top layer, as if its biases were an energy."""
    odds_x = h1 @ to_x.T + bias_x
    odds_1 = h2 @ to_1.T + bias_1
    log_x = (x * odds_x - F.softplus(odds_x)).sum(-1)
    log_1 = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return log_x + log_1 + (h2 * bias_2).sum(-1)


def pixels_from_expected_units(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """Gives the pixels the probabilities of h1 given h2 as cause, and not the states of h1."""
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = torch.sigmoid(odds_1) @ to_x.T + bias_x
    log_x = (x * odds_x - F.softplus(odds_x)).sum(-1)
    log_1 = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    return log_x + log_1 + (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
