"""Wrong answers to phase_sums."""

import torch
from torch import Tensor


def from_the_corner_of_the_kernel(kernel: Tensor, stride: int) -> Tensor:
    """Begins at r and c, without the kernel's middle: right for 5 by 5 and stride 2, few others."""
    rows = [
        torch.stack([kernel[r::stride, c::stride].sum() for c in range(stride)])
        for r in range(stride)
    ]
    return torch.stack(rows)


def rows_and_columns_exchanged(kernel: Tensor, stride: int) -> Tensor:
    """Fills the sums column by column: the transpose, right for symmetric kernels alone."""
    h = (kernel.shape[0] - 1) // 2
    starts = [(h - place) % stride for place in range(stride)]
    sums = [kernel[a::stride, b::stride].sum() for b in starts for a in starts]
    return torch.stack(sums).reshape(stride, stride)


def means_of_the_phases(kernel: Tensor, stride: int) -> Tensor:
    """Averages the entries of a phase instead of adding them: hides how many there are."""
    h = (kernel.shape[0] - 1) // 2
    starts = [(h - place) % stride for place in range(stride)]
    means = [kernel[a::stride, b::stride].mean() for a in starts for b in starts]
    return torch.stack(means).reshape(stride, stride)
