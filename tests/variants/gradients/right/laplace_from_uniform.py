"""Other right ways of writing ``laplace_from_uniform``."""

import torch
from torch.distributions import Laplace


def two_cases(u, loc, scale):
    return loc + scale * torch.where(u < 0.5, (2 * u).log(), -(2 - 2 * u).log())


def by_distribution(u, loc, scale):
    return Laplace(loc, scale).icdf(u)


def both_tails(u, loc, scale):
    below, above = (2 * u).clamp(max=1.0), (2 * (1 - u)).clamp(max=1.0)
    return loc + scale * torch.log(below / above)
