"""Wrong answers to unpool."""

import torch
from torch import Tensor
from torch.nn import functional as F


def in_the_middle_of_the_block(x: Tensor, stride: int) -> Tensor:
    """Puts the entry in the middle of its block instead of its top left corner."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    middle = stride // 2
    large[:, :, middle::stride, middle::stride] = x
    return large


def zeros_after_each_entry(x: Tensor, stride: int) -> Tensor:
    """Puts all zeros of a block behind its entry in one line: entries land in wrong rows."""
    batch, channels, rows, columns = x.shape
    blocks = F.pad(x[..., None], (0, stride * stride - 1))
    return blocks.reshape(batch, channels, stride * rows, stride * columns)


def copied_without_history(x: Tensor, stride: int) -> Tensor:
    """Copies the entries without autograd: the right maps, but no gradient flows back to x."""
    rows, columns = x.shape[2:]
    large = torch.zeros_like(x).repeat(1, 1, stride, stride)
    large = large.view(*x.shape[:2], stride * rows, stride * columns)
    with torch.no_grad():
        large[:, :, ::stride, ::stride] = x
    return large
