"""Wrong answers to filter_centres."""

import torch
from torch import Tensor


def half_of_their_number(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Subtracts n / 2 from the numbers instead of their mean, so the grid is half a stride off."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - n / 2) * stride[:, None]


def middle_filter(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Puts filter n // 2 on the middle, which is right for odd numbers of filters only."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - n // 2) * stride[:, None]


def stride_of_this_side(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Takes the stride from this side of the image instead of its longest."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (size - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]


def ends_at_outer_pixels(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Lets g = 1 be the last pixel instead of one further, which is equal for g = 0 only."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size - 1) / 2 * (g + 1)
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]


def stride_without_gradient(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """Computes the grid's offsets without gradients, so that none reaches log_delta."""
    with torch.no_grad():
        number = torch.arange(n, dtype=g.dtype, device=g.device)
        stride = (longest - 1) / (n - 1) * log_delta.exp()
        offsets = (number - (n - 1) / 2) * stride[:, None]
    middle = (size + 1) / 2 * (g + 1) - 1
    return middle[:, None] + offsets
