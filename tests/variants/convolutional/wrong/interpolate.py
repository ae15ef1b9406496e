"""Wrong ways of writing ``interpolate``; a docstring is what its message says."""

import math

import torch


def shares(start, values):
    return torch.tensor(values, dtype=start.dtype, device=start.device)[:, None, None]


def never_there(start, end, steps):
    """it does not arrive"""
    s = shares(start, [i / steps for i in range(steps)])
    return (1 - s) * start + s * end


def inner(start, end, steps):
    """start and end themselves are left out"""
    s = shares(start, [(i + 1) / (steps + 1) for i in range(steps)])
    return (1 - s) * start + s * end


def backwards(start, end, steps):
    """start and end are exchanged"""
    s = shares(start, [i / (steps - 1) for i in range(steps)])
    return s * start + (1 - s) * end


def whole_end(start, end, steps):
    """the end is added whole"""
    s = shares(start, [i / (steps - 1) for i in range(steps)])
    return start + s * end


def batch_first(start, end, steps):
    """the batch comes first"""
    s = shares(start, [i / (steps - 1) for i in range(steps)])
    return (start + s * (end - start)).transpose(0, 1)


def on_an_arc(start, end, steps):
    """it is a straight line"""
    s = shares(start, [i / (steps - 1) for i in range(steps)]) * math.pi / 2
    return torch.cos(s) * start + torch.sin(s) * end
