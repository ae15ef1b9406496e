"""Right answers to dream."""

import torch
from torch import Tensor
from torch.nn import functional as F


def layer_by_layer(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Three comparisons with sigmoids, each turned into numbers."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(to_x.dtype)
    return x, h1, h2


def where_with_written_sigmoid(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """A function for a layer, with torch.where and the sigmoid written out."""
    one, zero = to_x.new_ones(()), to_x.new_zeros(())

    def units(u: Tensor, odds: Tensor) -> Tensor:
        return torch.where(u < 1 / (1 + torch.exp(-odds)), one, zero)

    h2 = units(u2, bias_2)
    h1 = units(u1, F.linear(h2, to_1, bias_1))
    return units(u_x, F.linear(h1, to_x, bias_x)), h1, h2


def one_dream_after_the_other(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """A loop over the dreams that fills three tensors."""
    x, h1, h2 = (torch.zeros(u.shape, dtype=to_x.dtype, device=to_x.device) for u in (u_x, u1, u2))
    with torch.no_grad():
        for i in range(len(x)):
            h2[i][u2[i] < bias_2.sigmoid()] = 1
            h1[i][u1[i] < (to_1 @ h2[i] + bias_1).sigmoid()] = 1
            x[i][u_x[i] < (to_x @ h1[i] + bias_x).sigmoid()] = 1
    return x, h1, h2


def heaviside_steps(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """The step function of probability minus number, in one loop from the top down."""
    layers = []
    below = None
    for u, weight, bias in ((u2, None, bias_2), (u1, to_1, bias_1), (u_x, to_x, bias_x)):
        odds = bias if weight is None else torch.einsum("nj,ij->ni", below, weight) + bias
        distance = odds.sigmoid() - u
        below = torch.heaviside(distance, torch.zeros_like(distance)).to(to_x).detach()
        layers.append(below)
    return layers[2], layers[1], layers[0]
