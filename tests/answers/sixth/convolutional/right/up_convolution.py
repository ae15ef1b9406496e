"""Right answers to up_convolution."""

import torch
from torch import Tensor
from torch.nn import functional as F


def unpool_first(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The two steps one after the other."""
    return F.conv2d(unpool(x, stride), weight, bias, padding=(weight.shape[-1] - 1) // 2)


def transposed(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """A transposed convolution, which does not multiply the zeros."""
    return F.conv_transpose2d(
        x,
        transposed_kernel(weight),
        bias,
        stride=stride,
        padding=weight.shape[-1] // 2,
        output_padding=stride - 1,
    )


def place_by_place(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Everything written out: a sum over the places of the kernel, each a shifted picture."""
    batch, _, rows, columns = x.shape
    size = weight.shape[-1]
    h, height, width = (size - 1) // 2, stride * rows, stride * columns
    large = x.new_zeros(batch, x.shape[1], height + 2 * h, width + 2 * h)
    large[:, :, h : h + height : stride, h : h + width : stride] = x
    result = bias[None, :, None, None].expand(batch, -1, height, width)
    for a in range(size):
        for b in range(size):
            seen = large[:, :, a : a + height, b : b + width]
            result = result + torch.einsum("birc,oi->borc", seen, weight[:, :, a, b])
    return result
