"""Wrong answers to interpolate."""

import numpy as np
import torch
from torch import Tensor


def end_not_reached(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The shares go up by one over the number of codes, so the last one is not the end."""
    share = torch.arange(steps, dtype=start.dtype, device=start.device) / steps
    return start + share[:, None, None] * (end - start)


def along_a_sphere(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The codes lie on an arc from one end to the other, not on a line."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    cosine = torch.cosine_similarity(start, end, dim=-1).clamp(-0.9999, 0.9999)
    angle = cosine.arccos()[:, None]
    first = torch.sin((1 - share) * angle) / torch.sin(angle)
    return first * start + torch.sin(share * angle) / torch.sin(angle) * end


def by_numpy(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """NumPy makes the codes, so no gradient flows back."""
    codes = np.linspace(start.detach().cpu().numpy(), end.detach().cpu().numpy(), steps)
    return torch.from_numpy(codes).to(start)


def default_shares(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The shares have the default dtype: half precision is converted, double is inexact."""
    share = torch.linspace(0, 1, steps, device=start.device)[:, None, None]
    return (1 - share) * start + share * end


def counted_by_rounding(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """For some numbers of steps, rounding adds a code after the end."""
    width = 1 / (steps - 1)
    share = torch.arange(0, 1 + width, width, dtype=start.dtype, device=start.device)
    return start + share[:, None, None] * (end - start)


def reshaped(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The steps come after the batch, and a reshape mixes both instead of exchanging them."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    codes = start[:, None] + share[:, None] * (end - start)[:, None]
    return codes.reshape(steps, *start.shape)
