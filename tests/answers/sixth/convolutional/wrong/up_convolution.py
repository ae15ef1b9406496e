"""Wrong answers to up_convolution."""

from torch import Tensor
from torch.nn import functional as F


def unturned_kernel(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Inputs and outputs of the kernel are exchanged, but it is not turned."""
    padding = (weight.shape[-1] - 1) // 2
    turned = weight.transpose(0, 1)
    return F.conv_transpose2d(x, turned, bias, stride, padding, output_padding=stride - 1)


def repeated_border(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The border is repeated around the picture, where zeros should be."""
    h = (weight.shape[-1] - 1) // 2
    large = F.pad(unpool(x, stride), (h, h, h, h), mode="replicate")
    return F.conv2d(large, weight, bias)


def filled_up_at_the_end(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The last rows and columns, which the transposed convolution leaves out, are just zeros."""
    h = (weight.shape[-1] - 1) // 2
    small = F.conv_transpose2d(x, transposed_kernel(weight), bias, stride=stride, padding=h)
    return F.pad(small, (0, stride - 1, 0, stride - 1))


def cut_at_the_end(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """All that is too much is cut off at the bottom and at the right, so the picture is shifted."""
    rows, columns = stride * x.shape[2], stride * x.shape[3]
    size = weight.shape[-1]
    large = F.pad(unpool(x, stride), (size - 1,) * 4)
    return F.conv2d(large, weight, bias)[:, :, :rows, :columns]


def border_of_two(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The border is that of a kernel of 5 by 5, whatever the kernel's size."""
    large = unpool(x, stride)
    return F.conv2d(large, weight, bias, padding=2)
