"""Wrong answers to filter_centres."""

import torch
from torch import Tensor


def middle_by_integer_division(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """Counts from filter n // 2, so that a grid with an even n lies half a stride too far left."""
    numbers = torch.arange(n, dtype=g.dtype, device=g.device) - n // 2
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * torch.exp(log_delta)
    return middle[:, None] + stride[:, None] * numbers


def stride_of_this_side(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Takes the stride from this side, not from the longest: wrong if the image is no square."""
    numbers = torch.arange(n, dtype=g.dtype, device=g.device) - (n - 1) / 2
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (size - 1) / (n - 1) * torch.exp(log_delta)
    return middle[:, None] + stride[:, None] * numbers


def centres_kept_inside(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Clamps the centres to the image, so that filters outside are no longer one stride apart."""
    numbers = torch.arange(n, dtype=g.dtype, device=g.device) - (n - 1) / 2
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * torch.exp(log_delta)
    return (middle[:, None] + stride[:, None] * numbers).clamp(0, size - 1)
