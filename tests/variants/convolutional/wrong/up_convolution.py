"""Wrong ways of writing ``up_convolution``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def corner(x, stride):
    b, c, h, w = x.shape
    y = torch.zeros(b, c, h * stride, w * stride, dtype=x.dtype, device=x.device)
    y[:, :, ::stride, ::stride] = x
    return y


def nearest(x, weight, bias, stride):
    """nearest-neighbour up-sampling"""
    large = F.interpolate(x, scale_factor=stride, mode="nearest")
    return F.conv2d(large, weight, bias, padding=weight.shape[-1] // 2)


def unturned(x, weight, bias, stride):
    """the kernel is turned"""
    half = weight.shape[-1] // 2
    return F.conv_transpose2d(
        x, weight.transpose(0, 1), bias, stride, half, output_padding=stride - 1
    )


def no_bias(x, weight, bias, stride):
    """the bias is missing"""
    return F.conv2d(corner(x, stride), weight, padding=weight.shape[-1] // 2)


def no_padding(x, weight, bias, stride):
    """the border is lost"""
    return F.conv2d(corner(x, stride), weight, bias)


def convolved_first(x, weight, bias, stride):
    """the convolution comes first"""
    return corner(F.conv2d(x, weight, bias, padding=weight.shape[-1] // 2), stride)


def strided(x, weight, bias, stride):
    """the convolution has steps of 1"""
    half = weight.shape[-1] // 2
    return F.conv2d(corner(x, stride), weight, bias, padding=half, stride=stride)


def too_small(x, weight, bias, stride):
    """the last rows and columns are missing"""
    turned = weight.flip(2, 3).transpose(0, 1)
    return F.conv_transpose2d(x, turned, bias, stride, weight.shape[-1] // 2)
