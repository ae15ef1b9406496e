"""Wrong ways of writing ``unpool``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def nearest(x, stride):
    """that is nearest-neighbour up-sampling"""
    return F.interpolate(x, scale_factor=stride, mode="nearest")


def other_corner(x, stride):
    """the entries stand in the bottom right corners"""
    b, c, h, w = x.shape
    y = torch.zeros(b, c, h * stride, w * stride, dtype=x.dtype, device=x.device)
    y[..., stride - 1 :: stride, stride - 1 :: stride] = x
    return y


def together(x, stride):
    """all entries stand together in one corner"""
    b, c, h, w = x.shape
    y = torch.zeros(b, c, h * stride, w * stride, dtype=x.dtype, device=x.device)
    y[:, :, :h, :w] = x
    return y


def cut(x, stride):
    """the last row and column of blocks is cut off"""
    b, c, h, w = x.shape
    y = torch.zeros(
        b, c, (h - 1) * stride + 1, (w - 1) * stride + 1, dtype=x.dtype, device=x.device
    )
    y[:, :, ::stride, ::stride] = x
    return y


def shared_out(x, stride):
    """the entries are shared out over the block"""
    return F.interpolate(x, scale_factor=stride, mode="nearest") / stride**2


def tiles(x, stride):
    """the map is repeated"""
    return x.repeat(1, 1, stride, stride)


def rows_alone(x, stride):
    """the columns are not spread"""
    b, c, h, w = x.shape
    y = torch.zeros(b, c, h * stride, w, dtype=x.dtype, device=x.device)
    y[:, :, ::stride] = x
    return y
