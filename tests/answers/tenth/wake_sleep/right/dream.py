"""Right answers to dream."""

import torch
from torch import Tensor


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
    """Compares the uniform numbers with the probabilities, layer by layer from the top."""
    kind = to_x.dtype
    h2 = (u2 < torch.sigmoid(bias_2)).to(kind)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(kind)
    x = (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(kind)
    return x, h1, h2


def dream_after_dream(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Dreams one row after the other, and chooses ones and zeros by torch.where."""
    on, off = to_x.new_ones(()), to_x.new_zeros(())
    dreams = []
    for row2, row1, row_x in zip(u2, u1, u_x, strict=True):
        top = torch.where(row2 < bias_2.sigmoid(), on, off)
        lower = torch.where(row1 < (torch.mv(to_1, top) + bias_1).sigmoid(), on, off)
        pixels = torch.where(row_x < (torch.mv(to_x, lower) + bias_x).sigmoid(), on, off)
        dreams.append((pixels, lower, top))
    x, h1, h2 = (torch.stack(layer) for layer in zip(*dreams, strict=True))
    return x, h1, h2
