"""Wrong ways of writing ``planar_forward``; a docstring is what its message says."""

import torch


def one_for_the_batch(z, u, w, b):
    """the log-determinant of all points is one number"""
    h = torch.tanh(z @ w + b)
    return z + u * h[:, None], torch.log(torch.abs(1 + (1 - h**2) * (w @ u))).sum()


def no_logarithm(z, u, w, b):
    """the logarithm of the determinant is missing"""
    h = torch.tanh(z @ w + b)
    return z + u * h[:, None], torch.abs(1 + (1 - h**2) * (w @ u))
