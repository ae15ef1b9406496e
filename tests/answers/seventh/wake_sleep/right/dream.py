"""Right answers to dream."""

import torch
from torch import Tensor
from torch.nn import functional as F


def comparisons(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Three comparisons, from the top down."""
    h2 = (u2 < bias_2.sigmoid()).to(to_x.dtype)
    h1 = (u1 < (h2 @ to_1.T + bias_1).sigmoid()).to(to_x.dtype)
    x = (u_x < (h1 @ to_x.T + bias_x).sigmoid()).to(to_x.dtype)
    return x, h1, h2


def loop_over_layers(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """One loop over the layers, with the top layer as a layer above which nothing is."""
    below = u2.new_zeros(len(u2), 1).to(to_x)
    nothing = bias_2.new_zeros(len(bias_2), 1)
    states = []
    for u, matrix, bias in ((u2, nothing, bias_2), (u1, to_1, bias_1), (u_x, to_x, bias_x)):
        odds = F.linear(below, matrix, bias)
        below = torch.where(u < torch.sigmoid(odds), 1.0, 0.0).to(to_x.dtype)
        states.insert(0, below)
    return tuple(states)


def one_dream_at_a_time(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Dream by dream, with ones set in place."""
    n = u2.shape[0]
    h2, h1, x = (to_x.new_zeros(n, u.shape[1]) for u in (u2, u1, u_x))
    for i in range(n):
        h2[i, u2[i] < torch.sigmoid(bias_2)] = 1
        h1[i, u1[i] < torch.sigmoid(torch.mv(to_1, h2[i]) + bias_1)] = 1
        x[i, u_x[i] < torch.sigmoid(torch.mv(to_x, h1[i]) + bias_x)] = 1
    return x, h1, h2
