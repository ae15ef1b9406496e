"""Other right ways of writing ``phase_sums``."""

import torch
from torch.nn import functional as F


def by_convolution(kernel, stride):
    n = (2 * kernel.shape[0] + 1) * stride
    large = torch.zeros(n, n, dtype=kernel.dtype, device=kernel.device)
    large[::stride, ::stride] = 1
    out = F.conv2d(large[None, None], kernel[None, None], padding=kernel.shape[0] // 2)[0, 0]
    at = kernel.shape[0] * stride
    return out[at : at + stride, at : at + stride]


def entry_by_entry(kernel, stride):
    size = kernel.shape[0]
    sums = [[0.0 * kernel[0, 0] for _ in range(stride)] for _ in range(stride)]
    for a in range(size):
        for b in range(size):
            r, c = (size // 2 - a) % stride, (size // 2 - b) % stride
            sums[r][c] = sums[r][c] + kernel[a, b]
    return torch.stack([torch.stack(row) for row in sums])


def folded(kernel, stride):
    size = kernel.shape[0]
    place = (size // 2 - torch.arange(size, device=kernel.device)) % stride
    to = F.one_hot(place, stride).to(kernel.dtype)
    return to.T @ kernel @ to
