"""Wrong ways of writing ``coupling_forward``; a docstring is what its message says."""

import torch


def own_half(z, to_shift, to_scale):
    """scale and shift see the second half"""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(b @ to_shift), torch.tanh(b @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)


def shift_first(z, to_shift, to_scale):
    """the shift is scaled as well"""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b + t) * s.exp()], -1), s.sum(-1)
