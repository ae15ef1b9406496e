"""Wrong ways of writing ``lifetime_from_uniform``; a docstring is what its message says."""

import torch


def _used(u):
    return -torch.log1p(-u)


def difference(u, rate, wear):
    """where wear is 0, (root - rate) / wear is 0 / 0"""
    return ((rate**2 + 2 * wear * _used(u)).sqrt() - rate) / wear


def two_cases(u, rate, wear):
    """the branch that torch.where does not take sends NaN into the gradient"""
    used = _used(u)
    worn = ((rate**2 + 2 * wear * used).sqrt() - rate) / wear
    return torch.where(wear == 0, used / rate, worn)


def two_cases_without_a_slope(u, rate, wear):
    """no gradient reaches it there"""
    used = _used(u)
    safe = torch.where(wear == 0, torch.ones_like(wear), wear)
    return torch.where(wear == 0, used / rate, ((rate**2 + 2 * safe * used).sqrt() - rate) / safe)


def loses_digits(u, rate, wear):
    """root - rate loses its digits in float32"""
    used = _used(u)
    near = 2 * used / (rate + (rate**2 + 2 * wear * used).sqrt())
    safe = torch.where(wear == 0, torch.ones_like(wear), wear)
    return torch.where(wear == 0, near, ((rate**2 + 2 * safe * used).sqrt() - rate) / safe)


def a_little_wear(u, rate, wear):
    """where wear is 0"""
    wear = wear + 1e-2 * (wear == 0)
    return ((rate**2 + 2 * wear * _used(u)).sqrt() - rate) / wear


def wear_detached(u, rate, wear):
    """no gradient reaches wear"""
    used = _used(u)
    return 2 * used / (rate + (rate**2 + 2 * wear.detach() * used).sqrt())


def clamped(u, rate, wear):
    """the tail is cut off"""
    used = -torch.log(1 - u.clamp(0.01, 0.99))
    return 2 * used / (rate + (rate**2 + 2 * wear * used).sqrt())


def rounded(u, rate, wear):
    """a part of it is computed in float32"""
    used = _used(u.float()).to(u.dtype)
    return 2 * used / (rate + (rate**2 + 2 * wear * used).sqrt())
