"""Right answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def branches_from_lengths_of_normals(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Makes r and m from lengths of two and three normals, and evaluates four branches at once."""
    loc, scale = loc.detach(), scale.detach()
    normals = torch.randn(5, num_samples, dtype=loc.dtype, device=loc.device)
    r = normals[:2].norm(dim=0)
    m = normals[2:].norm(dim=0) * (2 * torch.randint_like(r, 2) - 1)
    places = torch.stack([r, -r, m, m * torch.rand_like(m)])
    up, down, wide, narrow = f(loc + scale * places).to(loc.dtype)
    by_loc = (up - down) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([by_loc, (wide - narrow) / scale], -1).detach()


def branches_from_named_distributions(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws r^2 from an exponential and m^2 from a gamma density, one column after the other."""

    def gamma(shape: float) -> Tensor:
        shape, rate = (torch.tensor(v, dtype=loc.dtype, device=loc.device) for v in (shape, 0.5))
        return torch.distributions.Gamma(shape, rate).sample((num_samples,)).sqrt()

    r, m = gamma(1.0), gamma(1.5)
    m = torch.where(torch.rand_like(m) < 0.5, m, -m)
    u = torch.rand_like(m)
    with torch.no_grad():
        result = loc.new_empty(num_samples, 2)
        result[:, 0] = (f(loc + scale * r) - f(loc - scale * r)) / math.sqrt(2 * math.pi)
        result[:, 1] = f(loc + scale * m) - f(loc + scale * m * u)
        return result / scale
