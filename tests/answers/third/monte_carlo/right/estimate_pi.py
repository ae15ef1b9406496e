"""Right answers to estimate_pi."""

import math

import torch
from torch import Tensor
from torch.distributions import Uniform


def square_from_zero_to_one(n: int) -> tuple[Tensor, Tensor]:
    """Centre (1/2, 1/2) and radius 1/2 in the unit square."""
    x, y = torch.rand(2, n)
    return mc_estimate(4.0 * ((x - 0.5) ** 2 + (y - 0.5) ** 2 <= 0.25))


def uniform_of_the_library(n: int) -> tuple[Tensor, Tensor]:
    """Uniform(-1, 1) for both coordinates, distances by torch.hypot."""
    square = Uniform(-1.0, 1.0)
    inside = torch.hypot(square.sample((n,)), square.sample((n,))) < 1
    return mc_estimate(torch.where(inside, 4.0, 0.0))


def binomial_formula(n: int) -> tuple[Tensor, Tensor]:
    """Counts the hits; s^2 of zeros and ones has a closed form."""
    darts = torch.empty(n, 2).uniform_(-1, 1)
    hits = int((torch.linalg.vector_norm(darts, dim=1) <= 1).sum())
    share = hits / n
    return torch.tensor(4 * share), torch.tensor(4 * math.sqrt(share * (1 - share) / (n - 1)))


def complex_numbers(n: int) -> tuple[Tensor, Tensor]:
    """Each dart is a complex number, in double precision."""
    real, imaginary = (2 * torch.rand(2, n, dtype=torch.float64) - 1).unbind()
    values = 4 * (torch.complex(real, imaginary).abs() <= 1).double()
    return values.mean(), values.std() / n**0.5


def thrown_in_portions(n: int) -> tuple[Tensor, Tensor]:
    """Throws at most 1,000 darts at a time and keeps one number for each."""
    values = []
    for start in range(0, n, 1000):
        darts = torch.rand(min(1000, n - start), 2) * 2 - 1
        values.append(4 * (torch.einsum("ni,ni->n", darts, darts) <= 1).float())
    return mc_estimate(torch.cat(values))
