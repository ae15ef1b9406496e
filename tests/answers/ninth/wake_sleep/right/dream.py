"""Right answers to dream."""

import torch
from torch import Tensor
from torch.nn import functional as F


def one_function_for_a_layer(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Draws all three layers by the same inner function, from log-odds and uniform numbers."""

    def on(u: Tensor, odds: Tensor) -> Tensor:
        return torch.where(u < torch.sigmoid(odds), 1.0, 0.0).to(to_x.dtype)

    h2 = on(u2, bias_2)
    h1 = on(u1, F.linear(h2, to_1, bias_1))
    return on(u_x, F.linear(h1, to_x, bias_x)), h1, h2


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
    """Makes one dream at a time by matrix times vector, and stacks the dreams in the end."""
    dreams = []
    for low, mid, high in zip(u_x, u1, u2, strict=True):
        top = bias_2.sigmoid().gt(high).to(to_x.dtype)
        middle = (to_1 @ top + bias_1).sigmoid().gt(mid).to(to_x.dtype)
        bottom = (to_x @ middle + bias_x).sigmoid().gt(low).to(to_x.dtype)
        dreams.append((bottom, middle, top))
    x, h1, h2 = (torch.stack(layer) for layer in zip(*dreams, strict=True))
    return x, h1, h2
