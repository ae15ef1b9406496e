"""Wrong ways of writing ``effective_sample_size``; a docstring is what its message says."""

import torch


def overflows(log_w):
    """exp overflows for large log_w"""
    w = log_w.exp()
    return w.sum(0) ** 2 / (w**2).sum(0)


def one_largest(log_w):
    """exp underflows where columns are far apart"""
    w = (log_w - log_w.max()).exp()
    return w.sum(0) ** 2 / (w**2).sum(0)


def rounded(log_w):
    """a part of it is computed in float32"""
    return 1 / torch.softmax(log_w.float(), 0).to(log_w.dtype).square().sum(0)


def detached(log_w):
    """no gradient can flow back"""
    return 1 / torch.softmax(log_w.detach(), 0).square().sum(0)


def max_with_indices(log_w):
    """take .values, or use amax(0)"""
    w = torch.exp(log_w - log_w.max(0))
    return w.sum(0) ** 2 / w.square().sum(0)


def ones_on_the_cpu(log_w):
    """is made on the CPU whatever device log_w is on"""
    w = torch.softmax(log_w, 0)
    return torch.ones(log_w.shape[1:], dtype=log_w.dtype) / w.square().sum(0)
