"""Right answers to filter_centres."""

import torch
from torch import Tensor


def numbers_around_their_mean(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """The numbers of the filters less their mean, times the stride, plus the middle."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + stride[:, None] * (number - number.mean())


def mixed_from_both_ends(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The first and the last centre half the grid away, and a mixture of both in between."""
    middle = 0.5 * (size + 1) * (1 + g) - 1
    half = 0.5 * (longest - 1) * torch.exp(log_delta)
    share = torch.linspace(0, 1, n, dtype=g.dtype, device=g.device)
    return torch.outer(middle - half, 1 - share) + torch.outer(middle + half, share)
