"""Right answers to unpool."""

import torch
from torch import Tensor
from torch.nn import functional as F


def into_zeros(x: Tensor, stride: int) -> Tensor:
    """Zeros, into which the entries are written with steps."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    large[..., ::stride, ::stride] = x
    return large


def padded_blocks(x: Tensor, stride: int) -> Tensor:
    """Each entry gets two axes of its own, which are padded and then merged."""
    blocks = x[:, :, :, None, :, None]
    blocks = F.pad(blocks, (0, stride - 1, 0, 0, 0, stride - 1))
    return blocks.flatten(4, 5).flatten(2, 3)


def filled_and_masked(x: Tensor, stride: int) -> Tensor:
    """Filled blocks, of which all but the corners are masked."""
    full = x.repeat_interleave(stride, dim=-2).repeat_interleave(stride, dim=-1)
    rows = torch.arange(full.shape[-2], device=x.device) % stride == 0
    columns = torch.arange(full.shape[-1], device=x.device) % stride == 0
    return torch.where(rows[:, None] & columns, full, torch.zeros_like(full))
