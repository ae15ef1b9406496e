"""Wrong answers to unpool."""

import torch
from torch import Tensor


def zeros_after_each_entry_in_reading_order(x: Tensor, stride: int) -> Tensor:
    """Puts all zeros of a block behind its entry in one row, right for maps of one column only."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, rows * columns, stride * stride)
    large[..., 0] = x.flatten(2)
    return large.reshape(batch, channels, stride * rows, stride * columns)


def entry_in_the_middle(x: Tensor, stride: int) -> Tensor:
    """Puts the entry in the middle of its block, which is the corner for the stride 1 only."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    large[:, :, stride // 2 :: stride, stride // 2 :: stride] = x
    return large


def zeros_of_the_default_kind(x: Tensor, stride: int) -> Tensor:
    """Makes zeros of the default dtype, so that float64 comes back as float32, rounded."""
    batch, channels, rows, columns = x.shape
    large = torch.zeros(batch, channels, stride * rows, stride * columns, device=x.device)
    large[:, :, ::stride, ::stride] = x
    return large
