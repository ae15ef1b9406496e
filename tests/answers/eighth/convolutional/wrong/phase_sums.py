"""Wrong answers to phase_sums."""

import torch
from torch import Tensor


def counted_from_the_middle_backwards(kernel: Tensor, stride: int) -> Tensor:
    """Starts at (r - h) % stride, the same as (h - r) % stride for strides 1 and 2 only."""
    h = (len(kernel) - 1) // 2
    starts = [(r - h) % stride for r in range(stride)]
    rows = [torch.stack([kernel[a::stride, b::stride].sum() for b in starts]) for a in starts]
    return torch.stack(rows)


def counted_from_the_corner(kernel: Tensor, stride: int) -> Tensor:
    """Forgets the middle of the kernel, which does not show for the stride 2 and the size 5."""
    rows = [kernel[r::stride].sum(0) for r in range(stride)]
    return torch.stack([torch.stack([row[c::stride].sum() for c in range(stride)]) for row in rows])


def equally_many_for_each_place(kernel: Tensor, stride: int) -> Tensor:
    """Takes size // stride entries for each place, but some places meet one more."""
    size, many = len(kernel), len(kernel) // stride
    starts = [((size - 1) // 2 - r) % stride for r in range(stride)]
    index = torch.tensor([[a + i * stride for i in range(many)] for a in starts])
    index = index.to(kernel.device).clamp(max=size - 1)
    return kernel[index][:, :, index].sum((1, 3))
