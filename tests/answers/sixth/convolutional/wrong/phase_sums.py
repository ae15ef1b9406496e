"""Wrong answers to phase_sums."""

import torch
from torch import Tensor


def shifted_the_other_way(kernel: Tensor, stride: int) -> Tensor:
    """The place is added to the middle and not subtracted, which is the same for the stride 2."""
    h = (len(kernel) - 1) // 2
    rows = []
    for r in range(stride):
        a = (h + r) % stride
        sums = [kernel[a::stride, (h + c) % stride :: stride].sum() for c in range(stride)]
        rows.append(torch.stack(sums))
    return torch.stack(rows)


def columns_first(kernel: Tensor, stride: int) -> Tensor:
    """Rows and columns of the result are exchanged."""
    h = (len(kernel) - 1) // 2
    starts = [(h - r) % stride for r in range(stride)]
    sums = [kernel[a::stride, b::stride].sum() for b in starts for a in starts]
    return torch.stack(sums).view(stride, stride)


def middle_of_five(kernel: Tensor, stride: int) -> Tensor:
    """The middle is that of a kernel of 5 by 5, whatever the kernel's size."""
    starts = [(2 - r) % stride for r in range(stride)]
    rows = [torch.stack([kernel[a::stride, b::stride].sum() for b in starts]) for a in starts]
    return torch.stack(rows)


def from_the_middle_on(kernel: Tensor, stride: int) -> Tensor:
    """The first place h - r is used as it is, not modulo the stride, so that entries of the kernel
    before it are left out."""
    h = (len(kernel) - 1) // 2
    rows = []
    for r in range(stride):
        a = h - r if h >= r else h - r + stride
        row = []
        for c in range(stride):
            b = h - c if h >= c else h - c + stride
            row.append(kernel[a::stride, b::stride].sum())
        rows.append(torch.stack(row))
    return torch.stack(rows)


def plain_numbers(kernel: Tensor, stride: int) -> Tensor:
    """The sums are turned into plain numbers, so no gradient flows back."""
    h = (len(kernel) - 1) // 2
    sums = [[0.0] * stride for _ in range(stride)]
    for a in range(len(kernel)):
        for b in range(len(kernel)):
            sums[(h - a) % stride][(h - b) % stride] += kernel[a, b].item()
    return torch.tensor(sums, dtype=kernel.dtype, device=kernel.device)
