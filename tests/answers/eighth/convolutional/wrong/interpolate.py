"""Wrong answers to interpolate."""

import torch
from torch import Tensor


def range_of_rounded_steps(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Counts by a rounded width, so that for some numbers of steps there is one code too many."""
    width = 1 / (steps - 1)
    share = torch.arange(0, 1 + width, width, dtype=start.dtype, device=start.device)
    return start + share[:, None, None] * (end - start)


def direction_without_gradient(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Holds the direction constant, so that the end gets no gradient and the start too much."""
    direction = (end - start).detach()
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    return start + torch.einsum("s,bl->sbl", share, direction)


def as_long_as_normal_codes(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Divides by the length of the shares, so that codes between the ends leave the line."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    return ((1 - share) * start + share * end) / (share**2 + (1 - share) ** 2).sqrt()
