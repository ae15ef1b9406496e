"""Other right ways of writing ``score_function_gradient``."""

import torch
from torch.distributions import Normal


def by_autograd(f, loc, scale, num_samples):
    mean = loc.detach().repeat(num_samples).requires_grad_()
    std = scale.detach().repeat(num_samples).requires_grad_()
    p = Normal(mean, std)
    x = p.sample()
    grads = torch.autograd.grad(p.log_prob(x).sum(), (mean, std))
    with torch.no_grad():
        return torch.stack([f(x) * g for g in grads], dim=1)


def written_out(f, loc, scale, num_samples):
    x = torch.normal(loc.expand(num_samples), scale.expand(num_samples)).detach()
    with torch.no_grad():
        value = f(x)
    result = torch.empty(num_samples, 2, dtype=loc.dtype, device=loc.device)
    result[:, 0] = value * (x - loc) / scale**2
    result[:, 1] = value * ((x - loc) ** 2 - scale**2) / scale**3
    return result


def one_by_one(f, loc, scale, num_samples):
    rows = []
    for _ in range(num_samples):
        x = loc + scale * torch.randn((), dtype=loc.dtype, device=loc.device)
        z = (x - loc) / scale
        rows.append(f(x.detach()) * torch.stack([z / scale, (z * z - 1) / scale]))
    return torch.stack(rows)


def in_another_order(f, loc, scale, num_samples):
    x = Normal(loc, scale).sample((num_samples,))
    value = f(x.flip(0)[:, None])
    z = (x.flip(0)[:, None] - loc) / scale
    return (value * torch.cat([z, z**2 - 1], 1) / scale).flip(0)
