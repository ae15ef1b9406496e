"""Wrong answers to up_convolution."""

from torch import Tensor
from torch.nn import functional as F


def kernel_not_turned(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The kernel of the transposed convolution has its axes exchanged, but is not turned."""
    return F.conv_transpose2d(
        x,
        weight.transpose(0, 1),
        bias,
        stride=stride,
        padding=(weight.shape[-1] - 1) // 2,
        output_padding=stride - 1,
    )


def last_rows_filled_up(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Without output_padding the last rows and columns are missing, and copies are put there."""
    kernel = weight.flip(2, 3).transpose(0, 1)
    small = F.conv_transpose2d(x, kernel, bias, stride=stride, padding=weight.shape[-1] // 2)
    return F.pad(small, (0, stride - 1, 0, stride - 1), mode="replicate")


def border_repeated(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Around the unpooled map the border is repeated, instead of zeros."""
    h = (weight.shape[-1] - 1) // 2
    large = F.pad(unpool(x, stride), (h, h, h, h), mode="replicate")
    return F.conv2d(large, weight, bias)


def cut_from_the_corner(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The full transposed convolution is cut from its first row on, not around the middle."""
    kernel = weight.flip(2, 3).transpose(0, 1)
    full = F.conv_transpose2d(x, kernel, bias, stride=stride, output_padding=stride - 1)
    return full[:, :, : stride * x.shape[2], : stride * x.shape[3]]


def written_for_stride_two(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The output padding is 1, which is right for the stride 2 only."""
    kernel = weight.flip(2, 3).transpose(0, 1)
    h = (weight.shape[-1] - 1) // 2
    return F.conv_transpose2d(x, kernel, bias, stride=stride, padding=h, output_padding=1)
