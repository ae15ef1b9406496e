"""Right answers to filter_centres."""

import torch
from torch import Tensor


def centres_from_the_middle(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """Moves away from the middle by whole strides, with the mean of the numbers taken off."""
    numbers = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * torch.exp(log_delta)
    return middle[:, None] + stride[:, None] * (numbers - numbers.mean())


def centres_one_after_another(
    g: Tensor, log_delta: Tensor, size: int, longest: int, n: int
) -> Tensor:
    """Starts at the leftmost filter and adds one stride after the other in a loop."""
    stride = log_delta.exp() * ((longest - 1) / (n - 1))
    at = (g + 1) * ((size + 1) / 2) - 1 - stride * ((n - 1) / 2)
    centres = []
    for _ in range(n):
        centres.append(at)
        at = at + stride
    return torch.stack(centres, dim=1)
