"""Right answers to interpolate."""

import torch
from torch import Tensor
from torch.nn import functional as F


def linspace_of_shares(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Shares from linspace, with an axis for the latent numbers."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    return (1 - t) * z_1 + t * z_2


def lerp_of_expanded(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """torch.lerp with shares from arange."""
    t = torch.arange(n, dtype=z_1.dtype, device=z_1.device) / (n - 1)
    return torch.lerp(z_1.expand(n, -1), z_2.expand(n, -1), t.unsqueeze(1).expand(-1, len(z_1)))


def list_of_points(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """A list of weighted sums, divided in the end."""
    last = n - 1
    return torch.stack([(last - i) * z_1 + i * z_2 for i in range(n)]) / last


def resized_signal(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """F.interpolate resizes a signal of two samples, with the corners aligned."""
    ends = torch.stack([z_1, z_2], dim=-1).unsqueeze(0)
    return F.interpolate(ends, size=n, mode="linear", align_corners=True).squeeze(0).T
