"""Right answers to interpolate."""

import torch
from torch import Tensor


def mixed_by_shares(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Mixes both codes with shares that add up to 1."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    return (1 - share) * start + share * end


def list_of_lerps(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Makes one code after the other by torch.lerp, and stacks them."""
    return torch.stack([torch.lerp(start, end, i / (steps - 1)) for i in range(steps)])
