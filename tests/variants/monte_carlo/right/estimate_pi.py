"""Other right ways of writing ``estimate_pi``."""

import math

import torch

from solutions.monte_carlo import mc_estimate


def quarter(n):
    x, y = torch.rand(n), torch.rand(n)
    inside = (x**2 + y**2 < 1).double()
    share = inside.mean()
    return 4 * share, 4 * torch.sqrt(share * (1 - share) / n)


def small_circle(n):
    darts = torch.rand(n, 2) - 0.5
    return mc_estimate(torch.where(darts.norm(dim=1) < 0.5, 4.0, 0.0))


def uniform(n):
    square = torch.distributions.Uniform(torch.tensor([-3.0, -3.0]), torch.tensor([3.0, 3.0]))
    hits = sum(float(x * x + y * y <= 9) for x, y in square.sample((n,)).tolist())
    share = hits / n
    return 4 * share, 4 * math.sqrt(share * (1 - share) / (n - 1))


def complex_numbers(n):
    z = torch.complex(2 * torch.rand(n) - 1, 2 * torch.rand(n) - 1)
    values = 4.0 * (z.abs() < 1)
    return values.mean(), values.std() / n**0.5
