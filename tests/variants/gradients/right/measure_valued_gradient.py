"""Other right ways of writing ``measure_valued_gradient``."""

import math

import torch
from torch.distributions import Gamma, Weibull


def by_distributions(f, loc, scale, num_samples):
    one = torch.ones_like(loc)
    r = Weibull(math.sqrt(2) * one, 2 * one).sample((num_samples,))
    m = Gamma(1.5 * one, 0.5 * one).sample((num_samples,)).sqrt()
    m = torch.where(torch.rand_like(m) < 0.5, m, -m)
    n = m * torch.rand_like(m)
    first = 1 / (scale * math.sqrt(2 * math.pi)) * (f(loc + scale * r) - f(loc - scale * r))
    return torch.stack([first, (f(loc + scale * m) - f(loc + scale * n)) / scale], dim=1)


def by_inversion(f, loc, scale, num_samples):
    u = torch.rand_like(loc.expand(2, num_samples))
    r = (-2 * u[0].log()).sqrt()
    three = torch.randn_like(loc.expand(3, num_samples))
    m = three.square().sum(0).sqrt() * torch.sign(torch.randn_like(loc.expand(num_samples)))
    second = f(m * u[1] * scale + loc)
    in_scale = (f(m * scale + loc) - second) / scale
    in_loc = f(loc + scale * r) / scale - f(loc - scale * r) / scale
    return torch.stack([in_loc * (2 * math.pi) ** -0.5, in_scale], -1)


def in_one_call(f, loc, scale, num_samples):
    e = torch.randn_like(loc.expand(num_samples, 3))
    r = e[:, :2].norm(dim=1)
    m = torch.randn_like(loc.expand(num_samples, 3)).norm(dim=1)
    m = m * (2 * torch.randint(2, (num_samples,), device=loc.device) - 1)
    noise = torch.stack(
        [r, -r, m, m * torch.rand(num_samples, dtype=loc.dtype, device=loc.device)], 1
    )
    value = f(loc + scale * noise) / scale
    return torch.stack(
        [(value[:, 0] - value[:, 1]) / math.sqrt(2 * math.pi), value[:, 2] - value[:, 3]], 1
    )


def one_by_one(f, loc, scale, num_samples):
    rows = []
    for _ in range(num_samples):
        r = torch.randn(2).to(loc).norm()
        e = torch.randn(3).to(loc)
        m = e.norm() * e[2].sign()
        n = m * torch.rand(()).to(loc)
        first = (f(loc + scale * r) - f(loc - scale * r)) / math.sqrt(2 * math.pi)
        rows.append(torch.stack([first, f(loc + scale * m) - f(loc + scale * n)]) / scale)
    return torch.stack(rows)
