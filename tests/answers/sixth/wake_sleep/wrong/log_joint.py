"""Wrong answers to log_joint."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def fair_top(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The upper layer is taken to be fair coins, whatever its log-odds."""
    odds_1, odds_x = h2 @ to_1.T + bias_1, h1 @ to_x.T + bias_x
    of_1 = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    of_x = (x * odds_x - F.softplus(odds_x)).sum(-1)
    return of_x + of_1 - h2.shape[-1] * math.log(2)


def guarded_logarithms(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The logarithms of probabilities are kept finite by a small number, which is wrong for units
    with large log-odds."""
    total = 0.0
    for unit, odds in ((x, h1 @ to_x.T + bias_x), (h1, h2 @ to_1.T + bias_1), (h2, bias_2)):
        p = torch.sigmoid(odds)
        each = unit * torch.log(p + 1e-6) + (1 - unit) * torch.log(1 - p + 1e-6)
        total = total + each.sum(-1)
    return total


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
    """Axes of length 1 are dropped, also that of a single draw or of a single image."""
    odds_1, odds_x = h2 @ to_1.T + bias_1, h1 @ to_x.T + bias_x
    of_2 = (h2 * bias_2 - F.softplus(bias_2)).sum(-1, keepdim=True)
    of_1 = (h1 * odds_1 - F.softplus(odds_1)).sum(-1, keepdim=True)
    of_x = (x * odds_x - F.softplus(odds_x)).sum(-1, keepdim=True)
    return (of_x + of_1 + of_2).squeeze()


def normalized_without_bias(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The bias of the lower layer is missing where its log-odds are normalized."""
    drive_1, odds_x = h2 @ to_1.T, h1 @ to_x.T + bias_x
    of_2 = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    of_1 = (h1 * (drive_1 + bias_1) - F.softplus(drive_1)).sum(-1)
    of_x = (x * odds_x - F.softplus(odds_x)).sum(-1)
    return of_x + of_1 + of_2


def probabilities_go_down(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """The pixels depend on the probabilities of the lower layer, not on its given states."""
    odds_1 = h2 @ to_1.T + bias_1
    odds_x = torch.sigmoid(odds_1) @ to_x.T + bias_x
    of_2 = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    of_1 = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    of_x = (x * odds_x - F.softplus(odds_x)).sum(-1)
    return of_x + of_1 + of_2
