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


def in_the_noise(f, loc, scale, num_samples):
    """this is the derivative in the noise"""
    noise = torch.randn(num_samples, dtype=loc.dtype).requires_grad_()
    (slope,) = torch.autograd.grad(f(loc + scale * noise).sum(), noise)
    return torch.stack([slope, slope * noise.detach() / scale], -1)


def scale_detached(f, loc, scale, num_samples):
    """the derivative in scale: no gradient reaches it"""
    slope = _slope(f, loc + scale * torch.randn(num_samples, dtype=loc.dtype))
    return torch.stack([slope, torch.zeros_like(slope)], -1)


def variance(f, loc, scale, num_samples):
    """scale is the standard deviation of the draws, not their variance"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    slope = _slope(f, loc + scale.sqrt() * noise)
    return torch.stack([slope, slope * noise], -1)


def shared_noise(f, loc, scale, num_samples):
    """f is evaluated at 1 different points"""
    noise = torch.randn((), dtype=loc.dtype).expand(num_samples)
    slope = _slope(f, loc + scale * noise)
    return torch.stack([slope, slope * noise], -1)


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
