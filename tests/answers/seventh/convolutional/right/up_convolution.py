"""Right answers to up_convolution."""

import torch
from torch import Tensor
from torch.nn import functional as F


def unpool_and_convolve(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Unpooling, then F.conv2d."""
    return F.conv2d(unpool(x, stride), weight, bias, padding=weight.shape[-1] // 2)


def transposed_convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """F.conv_transpose2d with the kernel turned, no unpooling."""
    kernel = weight.flip(2, 3).transpose(0, 1)
    margin = (weight.size(2) - 1) // 2
    return F.conv_transpose2d(
        x, kernel, bias, stride=stride, padding=margin, output_padding=stride - 1
    )


def sum_of_shifts(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """A sum over the places of the kernel, each with a shifted picture."""
    rows, columns = stride * x.shape[2], stride * x.shape[3]
    size = weight.shape[-1]
    h = (size - 1) // 2
    wide = x.new_zeros(x.shape[0], x.shape[1], rows + 2 * h, columns + 2 * h)
    wide[:, :, h : h + rows : stride, h : h + columns : stride] = x
    total = bias[:, None, None]
    for a in range(size):
        for b in range(size):
            part = wide[:, :, a : a + rows, b : b + columns]
            total = total + torch.einsum("oi,nirc->norc", weight[:, :, a, b], part)
    return total
