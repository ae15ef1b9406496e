"""Wrong answers to graph_surrogate."""

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid


def baseline_that_knows_its_draw(
    theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor
) -> Tensor:
    """Subtracts the mean of all costs, the own one too: the score's part is 1/n too small."""
    cost = (loc[bits.long()] + noise - theta).square()
    log_p = torch.where(bits > 0, logsigmoid(theta), logsigmoid(-theta))
    advantage = (cost - cost.mean()).detach()
    return (cost + advantage * log_p).mean()


def baseline_with_slopes(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """Holds the own cost fixed beside log p but not the baseline, whose slopes join in."""
    cost = (loc[bits.long()] + noise - theta).square()
    log_p = torch.where(bits > 0, logsigmoid(theta), logsigmoid(-theta))
    others = (cost.sum() - cost) / (len(cost) - 1)
    return (cost + (cost.detach() - others) * log_p).mean()


def slope_straight_through_the_bit(
    theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor
) -> Tensor:
    """Gives the bit the slope of its chance, as if the cost were linear: right at theta = 0."""
    chance = torch.sigmoid(theta)
    soft = bits + (chance - chance.detach())
    x = loc[0] + (loc[1] - loc[0]) * soft + noise
    return (x - theta).square().mean()
