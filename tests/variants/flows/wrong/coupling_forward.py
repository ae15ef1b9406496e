"""Wrong ways of writing ``coupling_forward``; a docstring is what its message says."""

import torch


def scale_is_s(z, to_shift, to_scale):
    """b is multiplied by s; it is by exp(s)"""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s + t], -1), s.sum(-1)


def volume_kept(z, to_shift, to_scale):
    """the log-determinant is 0"""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), torch.zeros_like(z[:, 0])


def first_half_changed(z, to_shift, to_scale):
    """the first half is changed; it has to stay"""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a * s.exp() + t, b], -1), s.sum(-1)


def batch_log_det(z, to_shift, to_scale):
    """the log-determinant is added up over the points"""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), s.sum().expand(len(z))


def negative_log_det(z, to_shift, to_scale):
    """the log-determinant has the wrong sign"""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), -s.sum(-1)


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
