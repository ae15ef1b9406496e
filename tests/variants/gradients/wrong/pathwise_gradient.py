"""Wrong ways of writing ``pathwise_gradient``, and what their messages say."""

import torch
from torch.distributions import Normal

EDITS = """
    return torch.stack([slope * scale, slope * noise], -1)  # this is the derivative in the noise
    return torch.stack([slope, 0 * slope], -1)  # the derivative in scale: no gradient reaches it
    loc + scale -> loc + scale.sqrt()
        # scale is the standard deviation of the draws, not their variance
    noise = torch.randn_like(loc).expand(num_samples)  # f is evaluated at 1 different points
    return torch.stack([slope, slope * torch.randn_like(noise)], -1)
        # the derivative in scale: it is not f'(x) times
    noise = torch.randn(num_samples, device=loc.device)  # although the inputs are float64
    noise = torch.randn(num_samples, dtype=loc.dtype)
        # is made on the CPU whatever device loc is on
"""


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
