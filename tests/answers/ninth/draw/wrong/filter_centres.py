"""Wrong answers to filter_centres."""

import torch
from torch import Tensor


def pixels_counted_from_one(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """Leaves out the - 1 of the middle, as if pixels were counted from 1: a pixel too far right."""
    number = torch.arange(n, dtype=g.dtype, device=g.device) - (n - 1) / 2
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return (size + 1) / 2 * (g[:, None] + 1) + stride[:, None] * number


def middle_filter_on_the_middle(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """Subtracts n // 2 from the numbers: right for odd n, half a stride too far left for even n."""
    number = torch.arange(n, dtype=g.dtype, device=g.device) - n // 2
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return ((size + 1) / 2 * (g + 1) - 1)[:, None] + stride[:, None] * number


def stride_of_its_own_side(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Uses size where the stride needs longest: right for square images alone."""
    number = torch.arange(n, dtype=g.dtype, device=g.device) - (n - 1) / 2
    stride = (size - 1) / (n - 1) * log_delta.exp()
    return torch.add(((size + 1) / 2 * (g + 1) - 1)[:, None], stride[:, None] * number)
