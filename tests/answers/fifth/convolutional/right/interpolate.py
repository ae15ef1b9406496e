"""Right answers to interpolate."""

import torch
from torch import Tensor
from torch.nn import functional as F


def weighted_mean(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The share of one end falls as that of the other rises."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    share = share.view(steps, 1, 1)
    return (1 - share) * start + share * end


def by_lerp(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """torch.lerp, for one step after the other."""
    return torch.stack([torch.lerp(start, end, step / (steps - 1)) for step in range(steps)])


def resized(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The two codes as a signal of length two, which is stretched to the number of steps."""
    signal = torch.stack([start, end], dim=-1)
    stretched = F.interpolate(signal, size=steps, mode="linear", align_corners=True)
    return stretched.permute(2, 0, 1)


def counted_steps(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Whole numbers of steps from both ends, multiplied by both, and divided at last."""
    after = torch.arange(steps, dtype=start.dtype, device=start.device)
    shares = torch.stack([after.flip(0), after], 1) / (steps - 1)
    return torch.einsum("se,ebl->sbl", shares, torch.stack([start, end]))
