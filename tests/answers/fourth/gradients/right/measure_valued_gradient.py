"""Right answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Chi2, Exponential, Normal, Weibull


def inverse_cdf_and_chi_square(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """r by its inverse CDF; m as the root of a chi-square of three degrees, with a random sign."""
    loc, scale = loc.detach(), scale.detach()
    like = loc.expand(num_samples)
    r = torch.sqrt(-2 * torch.log1p(-torch.rand_like(like)))
    sign = 2.0 * torch.randint_like(like, 2) - 1
    m = sign * Chi2(torch.full_like(loc, 3.0)).sample((num_samples,)).sqrt()
    u = torch.rand_like(like)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], dim=1)


def lengths_of_normal_vectors(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Lengths of vectors of two and of three normals; f is called once for each branch."""
    with torch.no_grad():
        two = torch.randn(num_samples, 2, dtype=loc.dtype, device=loc.device)
        three = torch.randn(num_samples, 3, dtype=loc.dtype, device=loc.device)
        coin = torch.rand(num_samples, dtype=loc.dtype, device=loc.device) < 0.5
        r = two.pow(2).sum(1).sqrt()
        length = three.pow(2).sum(1).sqrt()
        m = torch.where(coin, length, -length)
        inner = m * torch.rand_like(m)
        right, left = f(loc + scale * r), f(loc - scale * r)
        outer_value, inner_value = f(loc + scale * m), f(loc + scale * inner)
        first = (right - left) / scale / (2 * math.pi) ** 0.5
        return torch.stack([first, (outer_value - inner_value) / scale], -1)


def weibull_and_exponentials(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """r is a Weibull variable; m^2 is twice an exponential plus the square of a normal."""
    with torch.no_grad():
        one = torch.ones_like(loc)
        r = Weibull(math.sqrt(2) * one, 2 * one).sample((num_samples,))
        normal = Normal(0 * one, one).sample((num_samples,))
        other = Exponential(one).sample((num_samples,))
        flip = Bernoulli(0.5 * one).sample((num_samples,))
        m = (2 * flip - 1) * torch.sqrt(2 * other + normal**2)
        u = torch.rand_like(m)
        points = loc + scale * torch.stack([r, -r, m, u * m])
        values = f(points)
        columns = [(values[0] - values[1]) / math.sqrt(2 * math.pi), values[2] - values[3]]
        return torch.stack(columns, dim=1) / scale


def with_the_rayleigh_of_the_page(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The quantile function of a Rayleigh variable gives r, and the norm of three normals gives m."""
    n = num_samples
    with torch.no_grad():
        u = torch.rand(2, n, dtype=loc.dtype, device=loc.device)
        r = scale * torch.sqrt(-2 * torch.log1p(-u[0]))
        normals = torch.randn(n, 3, dtype=loc.dtype, device=loc.device)
        m = scale * torch.linalg.vector_norm(normals, dim=1) * torch.sign(normals[:, 2])
        out = loc.new_zeros(n, 2)
        out[:, 0] = (f(loc + r) - f(loc - r)) / (scale * math.sqrt(2 * math.pi))
        out[:, 1] = (f(loc + m) - f(loc + u[1] * m)) / scale
    return out
