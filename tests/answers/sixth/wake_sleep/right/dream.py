"""Right answers to dream."""

import torch
from torch import Tensor
from torch.nn import functional as F


def top_down(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Three comparisons, one after the other."""
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(to_x.dtype)
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
    """A loop over the layers below the top, with torch.where for the units."""
    one, zero = to_x.new_ones(()), to_x.new_zeros(())
    layers = [torch.where(u2 < bias_2.sigmoid(), one, zero)]
    for u, matrix, bias in ((u1, to_1, bias_1), (u_x, to_x, bias_x)):
        p = F.linear(layers[0], matrix, bias).sigmoid()
        layers.insert(0, torch.where(u < p, one, zero))
    return layers[0], layers[1], layers[2]


def written_into_zeros(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Ones are written into zeros where a probability is above its number."""
    x, h1, h2 = (to_x.new_zeros(u.shape) for u in (u_x, u1, u2))
    h2[torch.special.expit(bias_2.expand_as(u2)) > u2] = 1
    h1[torch.special.expit(torch.einsum("nj,ij->ni", h2, to_1) + bias_1) > u1] = 1
    x[torch.special.expit(torch.einsum("ni,pi->np", h1, to_x) + bias_x) > u_x] = 1
    return x, h1, h2
