"""Wrong answers to phase_sums."""

import torch
from torch import Tensor


def counted_from_the_corner(kernel: Tensor, stride: int) -> Tensor:
    """The middle of the kernel is forgotten: the entries are counted from its corner."""
    starts = [(-r) % stride for r in range(stride)]
    sums = [kernel[a::stride, b::stride].sum() for a in starts for b in starts]
    return torch.stack(sums).reshape(stride, stride)


def wrong_direction(kernel: Tensor, stride: int) -> Tensor:
    """The place in the block is added to the middle, instead of subtracted from it."""
    h = (len(kernel) - 1) // 2
    starts = [(h + r) % stride for r in range(stride)]
    sums = [kernel[a::stride, b::stride].sum() for a in starts for b in starts]
    return torch.stack(sums).reshape(stride, stride)


def means(kernel: Tensor, stride: int) -> Tensor:
    """The mean of the entries that meet the map, and not their sum."""
    h = (len(kernel) - 1) // 2
    starts = [(h - r) % stride for r in range(stride)]
    found = [kernel[a::stride, b::stride].mean() for a in starts for b in starts]
    return torch.stack(found).reshape(stride, stride)


def numbers_from_item(kernel: Tensor, stride: int) -> Tensor:
    """Makes a tensor of Python numbers, through which no gradient flows back."""
    h = (len(kernel) - 1) // 2
    starts = [(h - r) % stride for r in range(stride)]
    sums = [[kernel[a::stride, b::stride].sum().item() for b in starts] for a in starts]
    return torch.tensor(sums, dtype=kernel.dtype, device=kernel.device)


def middle_counted_from_one(kernel: Tensor, stride: int) -> Tensor:
    """The middle of the kernel is counted from 1, and so is one too large."""
    h = (len(kernel) + 1) // 2
    a = torch.arange(len(kernel), device=kernel.device)
    rows = torch.stack([kernel[(a + r - h) % stride == 0].sum(0) for r in range(stride)])
    return torch.stack([rows[:, (a + c - h) % stride == 0].sum(1) for c in range(stride)], 1)
