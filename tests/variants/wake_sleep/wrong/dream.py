"""Wrong ways of writing ``dream``; a docstring is what its message says."""

import torch


def soft_units(u2, u1, u_x, to_x, bias_x, to_1, bias_1, bias_2):
    """h1 is passed down as probabilities"""
    h2 = (u2 < torch.sigmoid(bias_2)).to(u2.dtype)
    p1 = torch.sigmoid(h2 @ to_1.T + bias_1)
    x = (u_x < torch.sigmoid(p1 @ to_x.T + bias_x)).to(u2.dtype)
    return x, (u1 < p1).to(u2.dtype), h2


def from_the_top(u2, u1, u_x, to_x, bias_x, to_1, bias_1, bias_2):
    """the results are in the wrong order"""
    h2 = (u2 < torch.sigmoid(bias_2)).to(u2.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(u2.dtype)
    return h2, h1, (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(u2.dtype)
