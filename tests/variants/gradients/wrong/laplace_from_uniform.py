"""Wrong ways of writing ``laplace_from_uniform``; a docstring is what its message says."""

import torch


def _standard(u):
    side = u - 0.5
    return -side.sign() * torch.log1p(-2 * side.abs())


def not_centred(u, loc, scale):
    """`0.5` is missing"""
    return loc - scale * u.sign() * torch.log1p(-2 * u.abs())


def own_noise(u, loc, scale):
    """it draws noise of its own"""
    return loc + scale * _standard(torch.rand_like(u).clamp(0.01, 0.99))


def detached(u, loc, scale):
    """no gradient can flow back"""
    return (loc + scale * _standard(u)).detach()


def scale_detached(u, loc, scale):
    """no gradient reaches scale"""
    return loc + scale.detach() * _standard(u)


def single(u, loc, scale):
    """a part of it is computed in float32"""
    return loc + scale * _standard(u.float()).to(u.dtype)


def rounded_result(u, loc, scale):
    """the result is float32 although the inputs are float64"""
    return (loc + scale * _standard(u)).float()


def tails_clamped(u, loc, scale):
    """the tail is cut off"""
    v = u.clamp(0.001, 1 - 0.001) - 0.5
    return loc - scale * v.sign() * torch.log1p(-2 * v.abs())
