"""Right answers to filter_centres."""

import torch
from torch import Tensor


def counted_from_the_middle(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """Numbers of the filters minus their mean, times the stride, plus the middle."""
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    return middle.unsqueeze(1) + (number - number.mean()) * stride.unsqueeze(1)


def between_both_ends(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The first and the last centre, and a straight line between them."""
    middle = 0.5 * (size + 1) * g + 0.5 * (size - 1)
    half = 0.5 * (longest - 1) * torch.exp(log_delta)
    first, last = middle - half, middle + half
    t = torch.linspace(0, 1, n, dtype=g.dtype, device=g.device)
    return torch.lerp(first[:, None], last[:, None], t[None])


def one_filter_at_a_time(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """A loop over the filters, each a half-integer number of strides from the middle."""
    columns = []
    for i in range(n):
        strides = (2 * i - n + 1) / 2
        middle = torch.add(g, 1).mul((size + 1) / 2).sub(1)
        columns.append(middle + strides * log_delta.exp().mul((longest - 1) / (n - 1)))
    return torch.stack(columns, dim=-1)
