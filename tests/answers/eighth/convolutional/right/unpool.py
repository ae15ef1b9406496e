"""Right answers to unpool."""

from torch import Tensor
from torch.nn import functional as F


def written_into_zeros(x: Tensor, stride: int) -> Tensor:
    """Writes the entries into every stride-th row and column of a map of zeros."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    large[:, :, ::stride, ::stride] = x
    return large


def padded_blocks(x: Tensor, stride: int) -> Tensor:
    """Gives each entry two axes of its own, pads these, and folds them into rows and columns."""
    batch, channels, rows, columns = x.shape
    blocks = F.pad(x[:, :, :, None, :, None], (0, stride - 1, 0, 0, 0, stride - 1))
    return blocks.reshape(batch, channels, rows * stride, columns * stride)
