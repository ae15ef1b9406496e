"""Other right ways of writing ``up_convolution``."""

import torch
from torch.nn import functional as F


def one_transposed(x, weight, bias, stride):
    turned = weight.flip(2, 3).transpose(0, 1)
    half = weight.shape[-1] // 2
    return F.conv_transpose2d(
        x, turned, bias, stride=stride, padding=half, output_padding=stride - 1
    )


def columns(x, weight, bias, stride):
    b, c, h, w = x.shape
    y = torch.zeros(b, c, h * stride, w * stride, dtype=x.dtype, device=x.device)
    y[..., ::stride, ::stride] = x
    size = weight.shape[-1]
    patches = F.unfold(y, size, padding=size // 2)
    out = weight.flatten(1) @ patches + bias[:, None]
    return out.reshape(b, len(weight), h * stride, w * stride)


def shifted(x, weight, bias, stride):
    large = x.new_zeros(*x.shape[:2], x.shape[2] * stride, x.shape[3] * stride)
    large[:, :, ::stride, ::stride] = x
    size = weight.shape[-1]
    padded = F.pad(large, [size // 2] * 4)
    rows, columns = large.shape[2:]
    out = bias[:, None, None]
    for a in range(size):
        for b in range(size):
            part = padded[:, :, a : a + rows, b : b + columns]
            out = out + torch.einsum("oi,nirc->norc", weight[:, :, a, b], part)
    return out
