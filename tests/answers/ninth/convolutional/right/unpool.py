"""Right answers to unpool."""

from torch import Tensor
from torch.nn import functional as F


def written_into_zeros(x: Tensor, stride: int) -> Tensor:
    """Zeros of the full size, with the entries assigned to every stride-th place."""
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    large[..., ::stride, ::stride] = x
    return large


def padded_blocks(x: Tensor, stride: int) -> Tensor:
    """An axis after the rows and one after the columns, padded with zeros and then merged."""
    blocks = F.pad(x[:, :, :, None, :, None], (0, stride - 1, 0, 0, 0, stride - 1))
    return blocks.flatten(4, 5).flatten(2, 3)
