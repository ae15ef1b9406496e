"""Wrong ways of writing ``up_convolution``; a docstring is what its message says."""

from torch.nn import functional as F


def unturned(x, weight, bias, stride):
    """the kernel is turned"""
    half = weight.shape[-1] // 2
    return F.conv_transpose2d(
        x, weight.transpose(0, 1), bias, stride, half, output_padding=stride - 1
    )


def too_small(x, weight, bias, stride):
    """the last rows and columns are missing"""
    turned = weight.flip(2, 3).transpose(0, 1)
    return F.conv_transpose2d(x, turned, bias, stride, weight.shape[-1] // 2)
