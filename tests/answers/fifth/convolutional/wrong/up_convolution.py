"""Wrong answers to up_convolution."""

import torch
from torch import Tensor
from torch.nn import functional as F


def kernel_not_turned(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Inputs and outputs are exchanged for the transposed convolution, but nothing is turned."""
    half = (weight.shape[-1] - 1) // 2
    return F.conv_transpose2d(
        x,
        weight.transpose(0, 1),
        bias,
        stride=stride,
        padding=half,
        output_padding=stride - 1,
    )


def filled_with_zeros(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The last rows and columns are filled with zeros, where the kernel and the bias reach them."""
    half = (weight.shape[-1] - 1) // 2
    short = F.conv_transpose2d(x, transposed_kernel(weight), bias, stride=stride, padding=half)
    return F.pad(short, (0, stride - 1, 0, stride - 1))


def circular_border(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The picture is continued at its other side, where zeros are wanted."""
    half = (weight.shape[-1] - 1) // 2
    large = F.pad(unpool(x, stride), (half, half, half, half), mode="circular")
    return F.conv2d(large, weight, bias)


def bias_as_number(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The bias is read out as plain numbers, so that it gets no gradient."""
    large = unpool(x, stride)
    half = weight.shape[-1] // 2
    outputs = []
    for kernel, shift in zip(weight, bias.tolist(), strict=True):
        outputs.append(F.conv2d(large, kernel[None], padding=half) + shift)
    return torch.cat(outputs, 1)


def centred(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The full result is cut to its middle, which is shifted for strides from 3 up."""
    full = F.conv_transpose2d(x, transposed_kernel(weight), bias, stride=stride)
    more_rows = stride * x.shape[2] - full.shape[2]
    more_columns = stride * x.shape[3] - full.shape[3]
    top, left = more_rows // 2, more_columns // 2
    return F.pad(full, (left, more_columns - left, top, more_rows - top))


def convolution_first(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The small map is convolved, and the result is unpooled."""
    half = (weight.shape[-1] - 1) // 2
    return unpool(F.conv2d(x, weight, bias, padding=half), stride)
