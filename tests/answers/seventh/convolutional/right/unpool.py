"""Right answers to unpool."""

import torch
from torch import Tensor
from torch.nn import functional as F


def fill_every_place(x: Tensor, stride: int) -> Tensor:
    """Zeros, of which every stride-th row and column is filled."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, rows * stride, columns * stride)
    large[..., ::stride, ::stride] = x
    return large


def pad_each_entry(x: Tensor, stride: int) -> Tensor:
    """Each entry becomes a small picture that is padded; then the blocks are put side by side."""
    blocks = F.pad(x[..., None, None], (0, stride - 1, 0, stride - 1))
    return blocks.transpose(3, 4).flatten(4, 5).flatten(2, 3)


def kronecker(x: Tensor, stride: int) -> Tensor:
    """A Kronecker product with one block, in whose corner is a one."""
    corner = torch.zeros(1, 1, stride, stride, dtype=x.dtype, device=x.device)
    corner[0, 0, 0, 0] = 1
    return torch.kron(x, corner)
