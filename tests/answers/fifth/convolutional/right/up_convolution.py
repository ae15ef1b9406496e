"""Right answers to up_convolution."""

import torch
from torch import Tensor
from torch.nn import functional as F


def unpooled_first(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """The definition: unpooling, and a convolution that keeps the size."""
    return F.conv2d(unpool(x, stride), weight, bias, padding="same")


def with_turned_kernel(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """One transposed convolution, with the kernel turned here."""
    half = (weight.shape[-1] - 1) // 2
    turned = weight.flip(2, 3).transpose(0, 1)
    return F.conv_transpose2d(
        x, turned, bias, stride=stride, padding=half, output_padding=stride - 1
    )


def unfolded(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """What lies under the kernel becomes columns, which are multiplied by a matrix."""
    batch, inputs, rows, columns = x.shape
    outputs, _, size, _ = weight.shape
    large = x.new_zeros(batch, inputs, stride * rows, stride * columns)
    large[:, :, ::stride, ::stride] = x
    patches = F.unfold(large, size, padding=size // 2)
    result = weight.flatten(1) @ patches + bias[:, None]
    return result.view(batch, outputs, stride * rows, stride * columns)


def scattered(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """A loop over the kernel: each of its entries adds the map to a canvas with a border."""
    batch, _, rows, columns = x.shape
    outputs, _, size, _ = weight.shape
    half = size // 2
    height, width = stride * rows, stride * columns
    canvas = x.new_zeros(batch, outputs, height + 2 * half, width + 2 * half)
    for a in range(size):
        for b in range(size):
            top, left = 2 * half - a, 2 * half - b
            part = torch.einsum("oi,birc->borc", weight[:, :, a, b], x)
            canvas[:, :, top : top + height : stride, left : left + width : stride] += part
    return canvas[:, :, half : half + height, half : half + width] + bias.view(1, -1, 1, 1)
