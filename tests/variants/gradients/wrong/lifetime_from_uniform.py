"""Wrong ways of writing ``lifetime_from_uniform``; a docstring is what its message says."""

import torch


def _used(u):
    return -torch.log1p(-u)


def falling(u, rate, wear):
    """t falls as u grows"""
    used = -u.log()
    return 2 * used / (rate + (rate**2 + 2 * wear * used).sqrt())


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


def not_integrated(u, rate, wear):
    """the hazard is multiplied by t; integrate it"""
    used = _used(u)
    return 2 * used / (rate + (rate**2 + 4 * wear * used).sqrt())


def other_root(u, rate, wear):
    """this is the other root of the quadratic"""
    return (-rate - (rate**2 + 2 * wear * _used(u)).sqrt()) / wear


def hazard_set_equal(u, rate, wear):
    """the hazard itself is set equal to -log(1 - u)"""
    return (_used(u) - rate) / wear


def one_uniform_for_both(u, rate, wear):
    """this is the earlier of two times that share one u"""
    used = _used(u)
    return torch.minimum(used / rate, (2 * used / wear).sqrt())


def no_logarithm(u, rate, wear):
    """the logarithm is missing"""
    return 2 * u / (rate + (rate**2 + 2 * wear * u).sqrt())


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
