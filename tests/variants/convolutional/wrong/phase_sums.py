"""Wrong ways of writing ``phase_sums``; a docstring is what its message says."""

import torch


def by_place(kernel, stride, place):
    size = kernel.shape[0]
    to = torch.zeros(size, stride, dtype=kernel.dtype, device=kernel.device)
    for a in range(size):
        to[a, place(a, size // 2) % stride] = 1
    return to.T @ kernel @ to


def means(kernel, stride):
    """these are means"""
    sums = by_place(kernel, stride, lambda a, h: h - a)
    return sums / by_place(torch.ones_like(kernel), stride, lambda a, h: h - a)


def flat(kernel, stride):
    """they have the shape (stride, stride)"""
    return by_place(kernel, stride, lambda a, h: h - a).flatten()
