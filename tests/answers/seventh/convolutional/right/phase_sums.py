"""Right answers to phase_sums."""

import torch
from torch import Tensor


def slices(kernel: Tensor, stride: int) -> Tensor:
    """The entries of each phase by slices of the kernel."""
    h = (len(kernel) - 1) // 2
    starts = [(h - r) % stride for r in range(stride)]
    rows = [torch.stack([kernel[a::stride, b::stride].sum() for b in starts]) for a in starts]
    return torch.stack(rows)


def membership_matrix(kernel: Tensor, stride: int) -> Tensor:
    """A matrix of zeros and ones says which row belongs to which phase; two matrix products."""
    size = kernel.shape[0]
    a = torch.arange(size, device=kernel.device)
    r = torch.arange(stride, device=kernel.device)
    meets = (a[None, :] + r[:, None] - size // 2) % stride == 0
    member = meets.to(kernel.dtype)
    return member @ kernel @ member.T


def block_of_a_flat_map(kernel: Tensor, stride: int) -> Tensor:
    """One block from the middle of the up-convolution of a map of ones."""
    n = len(kernel)
    flat = torch.ones(1, 1, 2 * n + 1, 2 * n + 1, dtype=kernel.dtype, device=kernel.device)
    picture = up_convolution(flat, kernel[None, None], kernel.new_zeros(1), stride)[0, 0]
    return picture[n * stride : (n + 1) * stride, n * stride : (n + 1) * stride]
