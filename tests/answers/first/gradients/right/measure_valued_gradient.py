"""Right answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Chi2, Exponential, Gamma


def lengths_of_normals(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Lengths of two and of three normals, a random sign from randint."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=1)
    sign = 2 * torch.randint(0, 2, (num_samples,), device=loc.device).to(loc.dtype) - 1
    m = sign * torch.randn(num_samples, 3, **kind).norm(dim=1)
    u = torch.rand(num_samples, **kind)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], dim=1)


def archimedes(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A coordinate of a random direction in space is uniform: m is a signed length, and m u its first coordinate."""
    g = torch.randn(3, num_samples, dtype=loc.dtype, device=loc.device)
    mu = g[0]
    m = torch.copysign(g.square().sum(0).sqrt(), mu)
    r = torch.hypot(*torch.randn(2, num_samples, dtype=loc.dtype, device=loc.device))
    points = loc + scale * torch.stack([r, -r, m, mu])
    a, b, c, d = f(points)
    return torch.stack([(a - b) / (2 * math.pi) ** 0.5, c - d], -1) / scale


def exponential_and_gamma(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """r from an exponential variable, m from a gamma variable with the shape 3/2."""
    one = torch.ones((), dtype=loc.dtype, device=loc.device)
    r = (2 * Exponential(one).sample((num_samples,))).sqrt()
    length = (2 * Gamma(1.5 * one, one).sample((num_samples,))).sqrt()
    m = torch.where(torch.rand_like(length) < 0.5, length, -length)
    u = torch.rand_like(length)
    with torch.no_grad():
        first = f(loc + r * scale) - f(loc - r * scale)
        second = f(loc + m * scale) - f(loc + m * u * scale)
        return torch.cat([first[:, None] / math.sqrt(2 * math.pi), second[:, None]], 1) / scale


def one_row_in_each_turn(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A plain loop with fresh numbers and four calls of f in each turn."""

    def normal():
        return torch.randn((), dtype=loc.dtype, device=loc.device)

    out = torch.zeros((num_samples, 2), dtype=loc.dtype, device=loc.device)
    with torch.no_grad():
        for i in range(num_samples):
            r = (normal() ** 2 + normal() ** 2) ** 0.5
            m = (normal() ** 2 + normal() ** 2 + normal() ** 2) ** 0.5
            if torch.rand(()) < 0.5:
                m = -m
            u = torch.rand((), dtype=loc.dtype, device=loc.device)
            out[i, 0] = (f(loc + scale * r) - f(loc - scale * r)) / (scale * (2 * math.pi) ** 0.5)
            out[i, 1] = (f(loc + scale * m) - f(loc + scale * (m * u))) / scale
    return out


def inverse_transform_and_chi_square(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The quantile function of a Rayleigh variable for r, a chi-square with three degrees for m."""

    def uniform():
        u = torch.rand(num_samples, dtype=loc.dtype, device=loc.device)
        return u.clamp_min(torch.finfo(loc.dtype).tiny)

    r = torch.sqrt(-2 * torch.log1p(-uniform()))
    chi = Chi2(torch.full((num_samples,), 3.0, dtype=loc.dtype, device=loc.device)).sample()
    m = chi.sqrt() * torch.randn_like(chi).sign()
    noise = torch.stack([torch.stack([r, m], 1), torch.stack([-r, m * uniform()], 1)])
    up, down = f(loc + scale * noise)
    constant = scale * torch.tensor(
        [math.sqrt(2 * math.pi), 1.0], dtype=loc.dtype, device=loc.device
    )
    return (up - down) / constant
