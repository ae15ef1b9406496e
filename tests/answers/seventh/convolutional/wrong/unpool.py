"""Wrong answers to unpool."""

import torch
from torch import Tensor
from torch.nn import functional as F


def blocks_not_put_side_by_side(x: Tensor, stride: int) -> Tensor:
    """The axes are not exchanged before the reshape, so that the blocks are torn apart."""
    batch, channels, rows, columns = x.shape
    blocks = F.pad(x[..., None, None], (0, stride - 1, 0, stride - 1))
    return blocks.reshape(batch, channels, stride * rows, stride * columns)


def single_precision(x: Tensor, stride: int) -> Tensor:
    """The zeros are of the default dtype, whatever that of the maps is."""
    batch, channels, rows, columns = x.shape
    large = torch.zeros(batch, channels, stride * rows, stride * columns)
    large[:, :, ::stride, ::stride] = x
    return large


def entry_in_the_middle(x: Tensor, stride: int) -> Tensor:
    """The entry is in the middle of its block, and not in the top left corner."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    large[:, :, stride // 2 :: stride, stride // 2 :: stride] = x
    return large


def zeros_between_only(x: Tensor, stride: int) -> Tensor:
    """Zeros between the entries, but none after the last row and column."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * (rows - 1) + 1, stride * (columns - 1) + 1)
    large[:, :, ::stride, ::stride] = x
    return large


def copied_without_gradient(x: Tensor, stride: int) -> Tensor:
    """The entries are copied from the detached map, so that no gradient flows back."""
    batch, channels, rows, columns = x.shape
    large = torch.zeros_like(x).repeat(1, 1, stride, stride)
    large[:, :, ::stride, ::stride] = x.detach()
    return large
