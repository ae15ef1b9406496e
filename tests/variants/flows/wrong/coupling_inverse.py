"""Wrong ways of writing ``coupling_inverse``; a docstring is what its message says."""

import torch


def scale_kept(y, to_shift, to_scale):
    """the scale is not undone"""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b - t], -1), -s.sum(-1)


def changed_half(y, to_shift, to_scale):
    """which the map has changed"""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(b @ to_shift), torch.tanh(b @ to_scale)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)
