"""Wrong answers to filter_centres."""

import torch
from torch import Tensor


def half_a_stride_left(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Half of the number of filters is subtracted, where the mean of 0 to n - 1 is less."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - n / 2) * stride[:, None]


def stride_of_this_side(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The stride comes from this side's pixels, not from those of the longest side."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (size - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]


def whole_half(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Half of n - 1 is rounded down, which shifts the grid for even numbers of filters."""
    number = torch.arange(n, dtype=g.dtype, device=g.device) - (n - 1) // 2
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + number * stride[:, None]


def to_the_last_pixel(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The middle goes from pixel 0 to the last one, which agrees only in the middle, at 0."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size - 1) / 2 * (g + 1)
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]


def kept_inside(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Centres outside of the image are moved to its border, so they are not one stride apart."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return (middle[:, None] + (number - (n - 1) / 2) * stride[:, None]).clamp(0, size - 1)


def ends_as_numbers(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The first and the last centre are plain numbers, so no gradient flows back."""
    middle = (size + 1) / 2 * (g + 1) - 1
    half = (longest - 1) / 2 * log_delta.exp()
    rows = []
    for first, last in zip((middle - half).tolist(), (middle + half).tolist(), strict=True):
        rows.append(torch.linspace(first, last, n, dtype=g.dtype, device=g.device))
    return torch.stack(rows)
