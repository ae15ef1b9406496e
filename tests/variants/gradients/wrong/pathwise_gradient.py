"""Wrong ways of writing ``pathwise_gradient``; a docstring is what its message says."""

import torch
from torch.distributions import Normal


def _slope(f, x):
    x = x.detach().requires_grad_()
    return torch.autograd.grad(f(x).sum(), x)[0]


def sampled_without_a_path(f, loc, scale, num_samples):
    """no gradient reaches the parameters"""
    mean = loc.detach().repeat(num_samples).requires_grad_()
    std = scale.detach().repeat(num_samples).requires_grad_()
    loss = f(Normal(mean, std).sample()).sum() + 0 * (mean.sum() + std.sum())
    return torch.stack(torch.autograd.grad(loss, (mean, std)), 1)


def score_function(f, loc, scale, num_samples):
    """this is the score-function estimator"""
    x = Normal(loc, scale).sample((num_samples,))
    z = (x - loc) / scale
    return f(x)[:, None] * torch.stack([z, z**2 - 1], -1) / scale


def value(f, loc, scale, num_samples):
    """its value stands where its slope belongs"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    at = f(loc + scale * noise)
    return torch.stack([at, at * noise], -1)


def both_alike(f, loc, scale, num_samples):
    """the slope is not multiplied by the noise"""
    slope = _slope(f, loc + scale * torch.randn(num_samples, dtype=loc.dtype))
    return torch.stack([slope, slope], -1)


def times_x(f, loc, scale, num_samples):
    """the slope is multiplied by x"""
    x = loc + scale * torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, x)
    return torch.stack([slope, slope * x], -1)


def times_deviation(f, loc, scale, num_samples):
    """in scale is the noise, not x - loc"""
    x = loc + scale * torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, x)
    return torch.stack([slope, slope * (x - loc)], -1)


def of_the_mean(f, loc, scale, num_samples):
    """the mean of f is differentiated"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(lambda x: f(x) / num_samples, loc + scale * noise)
    return torch.stack([slope, slope * noise], -1)


def in_the_noise(f, loc, scale, num_samples):
    """this is the derivative in the noise"""
    noise = torch.randn(num_samples, dtype=loc.dtype).requires_grad_()
    (slope,) = torch.autograd.grad(f(loc + scale * noise).sum(), noise)
    return torch.stack([slope, slope * noise.detach() / scale], -1)


def exchanged(f, loc, scale, num_samples):
    """the two derivatives are exchanged"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale * noise)
    return torch.stack([slope * noise, slope], -1)


def negative(f, loc, scale, num_samples):
    """the sign is wrong"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale * noise)
    return -torch.stack([slope, slope * noise], -1)


def summed(f, loc, scale, num_samples):
    """the derivatives of all the draws are added up in every row"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale * noise)
    return torch.stack([slope, slope * noise], -1).sum(0).expand(num_samples, 2)


def averaged(f, loc, scale, num_samples):
    """averaged over the draws; return one row for each"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale * noise)
    return torch.stack([slope, slope * noise], -1).mean(0)


def scale_detached(f, loc, scale, num_samples):
    """the derivative in scale: no gradient reaches it"""
    slope = _slope(f, loc + scale * torch.randn(num_samples, dtype=loc.dtype))
    return torch.stack([slope, torch.zeros_like(slope)], -1)


def variance(f, loc, scale, num_samples):
    """scale is the standard deviation of the draws, not their variance"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale.sqrt() * noise)
    return torch.stack([slope, slope * noise], -1)


def squared(f, loc, scale, num_samples):
    """scale is the standard deviation already; do not square it"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale**2 * noise)
    return torch.stack([slope, slope * noise], -1)


def shared_noise(f, loc, scale, num_samples):
    """f is evaluated at 1 different points"""
    noise = torch.randn((), dtype=loc.dtype).expand(num_samples)
    slope = _slope(f, loc + scale * noise)
    return torch.stack([slope, slope * noise], -1)


def no_noise(f, loc, scale, num_samples):
    """f is evaluated at 1 different points"""
    slope = _slope(f, loc.expand(num_samples))
    return torch.stack([slope, 0 * slope], -1)


def other_noise(f, loc, scale, num_samples):
    """the derivative in scale: it is not f'(x) times"""
    slope = _slope(f, loc + scale * torch.randn(num_samples, dtype=loc.dtype))
    return torch.stack([slope, slope * torch.randn(num_samples, dtype=loc.dtype)], -1)


def sample(f, loc, scale, num_samples):
    """.sample() and torch.normal cut the path"""
    loc, scale = loc.detach().requires_grad_(), scale.detach().requires_grad_()
    x = Normal(loc, scale).sample((num_samples,))
    rows = [torch.autograd.grad(each, (loc, scale), retain_graph=True) for each in f(x)]
    return torch.tensor(rows)


def torch_normal(f, loc, scale, num_samples):
    """.sample() and torch.normal cut the path"""
    with torch.no_grad():
        x = torch.normal(loc.expand(num_samples), scale.expand(num_samples))
    loc, scale = loc.detach().requires_grad_(), scale.detach().requires_grad_()
    f(x).sum().backward()
    return torch.stack([loc.grad, scale.grad]).expand(num_samples, 2)


def noise_in_float32(f, loc, scale, num_samples):
    """although the inputs are float64"""
    noise = torch.randn(num_samples, device=loc.device)
    slope = _slope(f, loc + scale * noise)
    return torch.stack([slope, slope * noise], -1)


def noise_on_the_cpu(f, loc, scale, num_samples):
    """is made on the CPU whatever device loc is on"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale * noise)
    return torch.stack([slope, slope * noise], -1)


def repeated_mean(f, loc, scale, num_samples):
    """averaged over the draws, and repeated"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale * noise)
    return torch.stack([slope, slope * noise], -1).mean(0).expand(num_samples, 2)
