"""Right answers to phase_sums."""

import torch
from torch import Tensor


def slices(kernel: Tensor, stride: int) -> Tensor:
    """A slice for each place, summed."""
    h = (kernel.shape[0] - 1) // 2
    starts = [(h - r) % stride for r in range(stride)]
    rows = [torch.stack([kernel[a::stride, b::stride].sum() for b in starts]) for a in starts]
    return torch.stack(rows)


def meeting_matrix(kernel: Tensor, stride: int) -> Tensor:
    """A matrix that says which places meet, on both sides of the kernel."""
    size = len(kernel)
    r = torch.arange(stride, device=kernel.device)[:, None]
    a = torch.arange(size, device=kernel.device)[None, :]
    meets = ((a + r - (size - 1) // 2) % stride == 0).to(kernel.dtype)
    return meets @ kernel @ meets.T


def flat_map(kernel: Tensor, stride: int) -> Tensor:
    """A flat map goes through the layer, and a block far from the border is cut out."""
    size = kernel.shape[-1]
    around = size // stride + 1
    flat = kernel.new_ones(1, 1, 2 * around + 1, 2 * around + 1)
    large = up_convolution(flat, kernel[None, None], kernel.new_zeros(1), stride)
    first = around * stride
    return large[0, 0, first : first + stride, first : first + stride]
