"""Wrong answers to dream."""

import torch
from torch import Tensor


def probabilities_passed_down(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Hands probabilities and not states to the layer below, so that layers do not fit."""
    p2 = torch.sigmoid(bias_2).expand_as(u2)
    p1 = torch.sigmoid(p2 @ to_1.T + bias_1)
    p_x = torch.sigmoid(p1 @ to_x.T + bias_x)
    kind = to_x.dtype
    return (u_x < p_x).to(kind), (u1 < p1).to(kind), (u2 < p2).to(kind)


def numbers_of_its_own(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Draws by torch.bernoulli, so that the given uniform numbers do not count."""
    h2 = torch.bernoulli(torch.sigmoid(bias_2).expand_as(u2))
    h1 = torch.bernoulli(torch.sigmoid(h2 @ to_1.T + bias_1))
    x = torch.bernoulli(torch.sigmoid(h1 @ to_x.T + bias_x))
    return x, h1, h2


def first_top_state_for_all(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Takes the upper state of the first dream for all dreams: right for one dream only."""
    kind = to_x.dtype
    h2 = (u2[:1] < torch.sigmoid(bias_2)).to(kind).expand_as(u2)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(kind)
    x = (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(kind)
    return x, h1, h2
