"""Wrong ways of writing ``measure_valued_gradient``; a docstring is what its message says."""

import math

import torch


def _r(loc, n):
    return torch.randn(n, 2, dtype=loc.dtype).norm(dim=1)


def _m(loc, n):
    normals = torch.randn(n, 3, dtype=loc.dtype)
    return normals.norm(dim=1) * normals[:, 0].sign()


def _u(loc, n):
    return torch.rand(n, dtype=loc.dtype)


def _both(f, loc, scale, r, m, u):
    in_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([in_loc, (f(loc + scale * m) - f(loc + scale * m * u)) / scale], 1)


def normal_branch(f, loc, scale, num_samples):
    """r is a standard normal"""
    r = torch.randn(num_samples, dtype=loc.dtype)
    return _both(f, loc, scale, r, _m(loc, num_samples), _u(loc, num_samples))


def independent_rayleigh(f, loc, scale, num_samples):
    """loc - scale r with the same r: draws of their own cost more variance"""
    n = num_samples
    table = _both(f, loc, scale, _r(loc, n), _m(loc, n), _u(loc, n))
    difference = f(loc + scale * _r(loc, n)) - f(loc - scale * _r(loc, n))
    table[:, 0] = difference / (scale * math.sqrt(2 * math.pi))
    return table


def independent_maxwell(f, loc, scale, num_samples):
    """the second branch is not loc + scale m u with the m of the first"""
    n = num_samples
    table = _both(f, loc, scale, _r(loc, n), _m(loc, n), _u(loc, n))
    normal = torch.randn(n, dtype=loc.dtype)
    table[:, 1] = (f(loc + scale * _m(loc, n)) - f(loc + scale * normal)) / scale
    return table


def one_sided(f, loc, scale, num_samples):
    """m is always positive: a double-sided Maxwell variable has either sign"""
    n = num_samples
    return _both(f, loc, scale, _r(loc, n), _m(loc, n).abs(), _u(loc, n))


def normal_for_maxwell(f, loc, scale, num_samples):
    """m is a standard normal"""
    n = num_samples
    return _both(f, loc, scale, _r(loc, n), torch.randn(n, dtype=loc.dtype), _u(loc, n))


def two_normals(f, loc, scale, num_samples):
    """it is the length of three normals with a sign, not of two"""
    n = num_samples
    return _both(f, loc, scale, _r(loc, n), _r(loc, n) * _m(loc, n).sign(), _u(loc, n))


def same_constant_in_scale(f, loc, scale, num_samples):
    """the constant is 1 / scale, without the sqrt(2 pi) of the other"""
    n = num_samples
    table = _both(f, loc, scale, _r(loc, n), _m(loc, n), _u(loc, n))
    return table / torch.tensor([1.0, math.sqrt(2 * math.pi)], dtype=loc.dtype)


def shared_u(f, loc, scale, num_samples):
    """one u is shared by all the rows"""
    n = num_samples
    return _both(f, loc, scale, _r(loc, n), _m(loc, n), _u(loc, 1))


def seeded(f, loc, scale, num_samples):
    """is there a manual_seed in it?"""
    torch.manual_seed(0)
    n = num_samples
    return _both(f, loc, scale, _r(loc, n), _m(loc, n), _u(loc, n))


def score_function(f, loc, scale, num_samples):
    """the derivative in loc: it is not (f(loc + scale r) - f(loc - scale r))"""
    z = torch.randn(num_samples, dtype=loc.dtype)
    return f(loc + scale * z)[:, None] * torch.stack([z, z**2 - 1], 1) / scale


def noise_in_float32(f, loc, scale, num_samples):
    """although the inputs are float64"""
    r = torch.randn(num_samples, 2, device=loc.device).norm(dim=1)
    normals = torch.randn(num_samples, 3, device=loc.device)
    m = normals.norm(dim=1) * normals[:, 0].sign()
    return _both(f, loc, scale, r, m, torch.rand(num_samples, device=loc.device))


def noise_on_the_cpu(f, loc, scale, num_samples):
    """is made on the CPU whatever device loc is on"""
    n = num_samples
    return _both(f, loc, scale, _r(loc, n), _m(loc, n), _u(loc, n))
