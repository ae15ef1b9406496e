"""Wrong ways of writing ``score_function_gradient``; a docstring is what its message says."""

import torch
from torch.distributions import Normal


def _draw(loc, scale, n):
    return Normal(loc, scale).sample((n,))


def _score(x, loc, scale):
    z = (x - loc) / scale
    return torch.stack([z / scale, (z**2 - 1) / scale], -1)


def pathwise(f, loc, scale, num_samples):
    """f is differentiated: this is the pathwise estimator"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    x = (loc + scale * noise).requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise], -1)


def without_log_scale(f, loc, scale, num_samples):
    """the term -1/scale is missing"""
    x = _draw(loc, scale, num_samples)
    z = (x - loc) / scale
    return f(x)[:, None] * torch.stack([z, z**2], -1) / scale


def own_mean_as_baseline(f, loc, scale, num_samples):
    """such a baseline knows its own draw and biases the mean"""
    x = _draw(loc, scale, num_samples)
    value = f(x)
    return (value - value.mean())[:, None] * _score(x, loc, scale)


def two_rows(f, loc, scale, num_samples):
    """give one row for each draw, not one for each derivative"""
    x = _draw(loc, scale, num_samples)
    return (f(x)[:, None] * _score(x, loc, scale)).T


def scale_as_variance(f, loc, scale, num_samples):
    """scale is the standard deviation of the draws, not their variance"""
    x = _draw(loc, scale.sqrt(), num_samples)
    return f(x)[:, None] * _score(x, loc, scale)


def uniform_noise(f, loc, scale, num_samples):
    """the draws do not look like N(loc, scale^2)"""
    x = loc + scale * torch.rand(num_samples, dtype=loc.dtype)
    return f(x)[:, None] * _score(x, loc, scale)


def one_draw(f, loc, scale, num_samples):
    """f is evaluated at 1 different points"""
    x = _draw(loc, scale, 1)
    return (f(x)[:, None] * _score(x, loc, scale)).expand(num_samples, 2)


def seeded(f, loc, scale, num_samples):
    """is there a manual_seed in it?"""
    torch.manual_seed(0)
    x = _draw(loc, scale, num_samples)
    return f(x)[:, None] * _score(x, loc, scale)


def single(f, loc, scale, num_samples):
    """the result is float32 although the inputs are float64"""
    x = _draw(loc, scale, num_samples)
    return (f(x)[:, None] * _score(x, loc, scale)).float()


def noise_in_float32(f, loc, scale, num_samples):
    """although the inputs are float64"""
    z = torch.randn(num_samples, device=loc.device)
    value = f(loc + scale * z)
    return value[:, None] * torch.stack([z, z**2 - 1], -1) / scale


def noise_on_the_cpu(f, loc, scale, num_samples):
    """is made on the CPU whatever device loc is on"""
    z = torch.randn(num_samples, dtype=loc.dtype)
    value = f(loc + scale * z)
    return value[:, None] * torch.stack([z, z**2 - 1], -1) / scale


def every_pair(f, loc, scale, num_samples):
    """there is one row for each pair of draws"""
    x = _draw(loc, scale, num_samples)
    return f(x)[:, None, None] * _score(x, loc, scale)
