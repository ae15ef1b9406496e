"""Wrong answers to up_convolution."""

from torch import Tensor
from torch.nn import functional as F

from solutions.convolutional import unpool


def kernel_not_turned(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Exchanges inputs and outputs but does not turn the kernel: right for symmetric ones alone."""
    padding = (weight.shape[-1] - 1) // 2
    return F.conv_transpose2d(
        x, weight.transpose(0, 1), bias, stride, padding, output_padding=stride - 1
    )


def convolved_before_unpooling(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Convolves the small maps and unpools then: all but one pixel of a block stay 0."""
    small = F.conv2d(x, weight, bias, padding=weight.shape[-1] // 2)
    return unpool(small, stride)


def border_repeated(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Repeats the border of the unpooled maps instead of zeros: wrong at the top and the left."""
    h = (weight.shape[-1] - 1) // 2
    return F.conv2d(F.pad(unpool(x, stride), (h, h, h, h), mode="replicate"), weight, bias)
