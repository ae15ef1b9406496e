"""Wrong ways of writing ``interpolate``; a docstring is what its message says."""

import math

import torch


def shares(start, values):
    return torch.tensor(values, dtype=start.dtype, device=start.device)[:, None, None]


def batch_first(start, end, steps):
    """the batch comes first"""
    s = shares(start, [i / (steps - 1) for i in range(steps)])
    return (start + s * (end - start)).transpose(0, 1)


def on_an_arc(start, end, steps):
    """it is a straight line"""
    s = shares(start, [i / (steps - 1) for i in range(steps)]) * math.pi / 2
    return torch.cos(s) * start + torch.sin(s) * end
