"""Right answers to unpool."""

import torch
from torch import Tensor
from torch.nn import functional as F


def strided_assignment(x: Tensor, stride: int) -> Tensor:
    """Zeros, and then every stride-th row and column is overwritten."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, rows * stride, columns * stride)
    large[..., ::stride, ::stride] = x
    return large


def padded_blocks(x: Tensor, stride: int) -> Tensor:
    """Two new axes of length one are padded with zeros, and merged with rows and columns."""
    blocks = x[:, :, :, None, :, None]
    blocks = F.pad(blocks, (0, stride - 1, 0, 0, 0, stride - 1))
    return blocks.flatten(4, 5).flatten(2, 3)


def depthwise_transposed(x: Tensor, stride: int) -> Tensor:
    """A transposed convolution of each channel by a kernel with a single one."""
    channels = x.shape[1]
    corner = torch.zeros(channels, 1, stride, stride, dtype=x.dtype, device=x.device)
    corner[:, 0, 0, 0] = 1
    return F.conv_transpose2d(x, corner, stride=stride, groups=channels)


def masked_repetition(x: Tensor, stride: int) -> Tensor:
    """Whole blocks are filled, and all places but the corners are then set to zero."""
    filled = x.repeat_interleave(stride, dim=2).repeat_interleave(stride, dim=3)
    first_row = torch.arange(filled.shape[2], device=x.device) % stride == 0
    first_column = torch.arange(filled.shape[3], device=x.device) % stride == 0
    corner = first_row[:, None] & first_column[None, :]
    return filled.masked_fill(~corner, 0)
