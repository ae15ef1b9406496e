"""Right answers to interpolate."""

import torch
from torch import Tensor


def two_shares(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Falling shares of the start, rising ones of the end."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    return (1 - share) * start + share * end


def library(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """torch.lerp with one weight for each code."""
    weights = torch.arange(steps, dtype=start.dtype, device=start.device) / (steps - 1)
    return torch.lerp(start[None], end[None], weights.reshape(-1, 1, 1))


def stacked(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Code after code, in plain numbers."""
    last = steps - 1
    return torch.stack([(start * (last - i) + end * i) / last for i in range(steps)])
