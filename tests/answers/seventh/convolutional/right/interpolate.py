"""Right answers to interpolate."""

import torch
from torch import Tensor


def lerp(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """By torch.lerp, with a share for each step."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    return torch.lerp(start[None], end[None], share.view(-1, 1, 1))


def two_weights(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """A table of two weights for each step, and one product with both codes."""
    share = torch.arange(steps, device=start.device).to(start.dtype) / (steps - 1)
    weights = torch.stack([1 - share, share], 1)
    return torch.einsum("se,ebl->sbl", weights, torch.stack([start, end]))


def step_by_step(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """A list of codes, one for each step."""
    last = steps - 1
    return torch.stack([start * ((last - i) / last) + end * (i / last) for i in range(steps)])
