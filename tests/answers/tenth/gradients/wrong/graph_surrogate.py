"""Wrong answers to graph_surrogate."""

import torch
from torch import Tensor


def baseline_that_knows_its_draw(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """Subtracts the mean cost of all draws: the score's part shrinks by (n - 1) / n."""
    bits = bits.to(theta.dtype)
    cost = (loc[0] + (loc[1] - loc[0]) * bits + noise - theta).square()
    log_prob = bits * theta - torch.nn.functional.softplus(theta)
    fixed = cost.detach()
    return (cost + (fixed - fixed.mean()) * log_prob).mean()


def cost_beside_the_score_moves(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """The cost in the score's term is not held fixed: theta and loc get log p times its slope."""
    bits = bits.to(theta.dtype)
    cost = (loc[0] + (loc[1] - loc[0]) * bits + noise - theta).square()
    log_prob = bits * theta - torch.nn.functional.softplus(theta)
    return (cost + cost * log_prob).mean()


def slope_straight_through_the_bit(
    theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor
) -> Tensor:
    """Lets the slope of the sigmoid pass through the bit in place of a score: a biased path."""
    chance = torch.sigmoid(theta)
    bits = bits.to(theta.dtype) + chance - chance.detach()
    x = loc[0] + (loc[1] - loc[0]) * bits + noise
    return (x - theta).square().mean()
