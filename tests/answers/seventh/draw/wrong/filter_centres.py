"""Wrong answers to filter_centres."""

import torch
from torch import Tensor


def side_for_longest(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The stride is made of this side's pixels, not of the longest side's."""
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (size - 1) / (n - 1) * log_delta.exp()
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]


def whole_number_in_the_middle(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """The number of the middle filter is rounded down, so even grids are shifted."""
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    return middle[:, None] + (number - (n - 1) // 2) * stride[:, None]


def kept_inside(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Centres that leave the image are moved back to its edge."""
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    centres = middle[:, None] + (number - (n - 1) / 2) * stride[:, None]
    return centres.clamp(0, size - 1)


def middle_counted_from_one(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """The middle is counted from 1, as in the paper, while pixels are counted from 0."""
    middle = (size + 1) / 2 * (g + 1)
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]


def stride_moves_the_middle(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """The zoom is applied to what the network says about the middle, too."""
    zoom = log_delta.exp()
    middle = (size + 1) / 2 * (g * zoom + 1) - 1
    stride = (longest - 1) / (n - 1) * zoom
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]
