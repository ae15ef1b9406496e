"""Wrong answers to unpool."""

import torch
from torch import Tensor
from torch.nn import functional as F


def middle_of_block(x: Tensor, stride: int) -> Tensor:
    """The entry stands in the middle of its block, which is the corner only for strides 1 and 2."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    middle = (stride - 1) // 2
    large[:, :, middle::stride, middle::stride] = x
    return large


def without_last_zeros(x: Tensor, stride: int) -> Tensor:
    """The zeros after the last row and after the last column are missing."""
    batch, channels, rows, columns = x.shape
    one = torch.ones(1, 1, 1, 1, dtype=x.dtype, device=x.device)
    large = F.conv_transpose2d(x.reshape(batch * channels, 1, rows, columns), one, stride=stride)
    return large.reshape(batch, channels, *large.shape[-2:])


def mixed_channels(x: Tensor, stride: int) -> Tensor:
    """Zeros come after all channels, where pixel_shuffle wants them after each: right for one."""
    batch, channels, rows, columns = x.shape
    zeros = x.new_zeros(batch, channels * (stride**2 - 1), rows, columns)
    return F.pixel_shuffle(torch.cat([x, zeros], 1), stride)


def without_gradient(x: Tensor, stride: int) -> Tensor:
    """The entries are copied from the data, so no gradient flows back."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    for row in range(rows):
        for column in range(columns):
            large[:, :, row * stride, column * stride] = x.data[:, :, row, column]
    return large


def single_precision(x: Tensor, stride: int) -> Tensor:
    """The zeros have the default dtype, so maps in another one are converted."""
    batch, channels, rows, columns = x.shape
    large = torch.zeros(batch, channels, stride * rows, stride * columns, device=x.device)
    large[:, :, ::stride, ::stride] = x
    return large


def first_row_filled(x: Tensor, stride: int) -> Tensor:
    """The entry is repeated along the first row of its block, and only the rows below are zero."""
    wide = x.repeat_interleave(stride, dim=3)
    blocks = F.pad(wide[:, :, :, None], (0, 0, 0, stride - 1))
    return blocks.flatten(2, 3)
