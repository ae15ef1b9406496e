"""Wrong ways of writing ``unpool``; a docstring is what its message says."""

import torch


def cut(x, stride):
    """the last row and column of blocks is cut off"""
    b, c, h, w = x.shape
    y = torch.zeros(
        b, c, (h - 1) * stride + 1, (w - 1) * stride + 1, dtype=x.dtype, device=x.device
    )
    y[:, :, ::stride, ::stride] = x
    return y


def rows_alone(x, stride):
    """the columns are not spread"""
    b, c, h, w = x.shape
    y = torch.zeros(b, c, h * stride, w, dtype=x.dtype, device=x.device)
    y[:, :, ::stride] = x
    return y
