"""Wrong answers to unpool."""

import torch
from torch import Tensor
from torch.nn import functional as F


def middle_of_block(x: Tensor, stride: int) -> Tensor:
    """The entry lies in the middle of its block, not in the top left corner."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    large[:, :, stride // 2 :: stride, stride // 2 :: stride] = x
    return large


def nothing_after_the_last(x: Tensor, stride: int) -> Tensor:
    """Zeros stand only between the entries, so those after the last row and column are missing."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * (rows - 1) + 1, stride * (columns - 1) + 1)
    large[:, :, ::stride, ::stride] = x
    return large


def plain_zeros(x: Tensor, stride: int) -> Tensor:
    """The zeros have torch's usual dtype, not that of the map."""
    batch, channels, rows, columns = x.shape
    large = torch.zeros(batch, channels, stride * rows, stride * columns, device=x.device)
    large[:, :, ::stride, ::stride] = x
    return large


def copied_data(x: Tensor, stride: int) -> Tensor:
    """The entries are copied without their history, so no gradient flows back."""
    batch, channels, rows, columns = x.shape
    large = torch.zeros_like(x).repeat(1, 1, stride, stride)
    for row in range(rows):
        for column in range(columns):
            large[:, :, row * stride, column * stride] = x.data[:, :, row, column]
    return large


def rows_pushed_together(x: Tensor, stride: int) -> Tensor:
    """The zeros for the rows come after all columns' zeros in one long row, and reshape puts them
    below the map and not between its rows."""
    batch, channels, rows, columns = x.shape
    wide = F.pad(x[..., None], (0, stride - 1)).flatten(-2)
    tall = F.pad(wide[:, :, None], (0, 0, 0, 0, 0, stride - 1))
    return tall.reshape(batch, channels, stride * rows, stride * columns)
