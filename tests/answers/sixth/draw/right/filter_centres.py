"""Right answers to filter_centres."""

import torch
from torch import Tensor


def broadcast(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Numbers of the filters minus their mean, times the stride, by broadcasting."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]


def column_by_column(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The first centre, and then one stride more for each column, in a loop."""
    stride = torch.exp(log_delta) * (longest - 1) / (n - 1)
    first = (size + 1) * (g + 1) / 2 - 1 - stride * (n - 1) / 2
    return torch.stack([first + i * stride for i in range(n)], dim=1)


def from_end_to_end(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Positions between the two ends of the grid, as an outer product with its length."""
    place = torch.linspace(-0.5, 0.5, n, dtype=g.dtype, device=g.device)
    length = (longest - 1) * log_delta.exp()
    middle = 0.5 * (size - 1) + 0.5 * (size + 1) * g
    return torch.outer(length, place) + middle.unsqueeze(1)
