"""Other right ways of writing ``pareto_from_uniform``."""

import torch
from torch.distributions import Pareto


def divided(u, scale, alpha):
    return scale / torch.pow(1 - u, 1 / alpha)


def from_an_exponential(u, scale, alpha):
    return scale * torch.exp(-torch.log1p(-u) / alpha)


def by_distribution(u, scale, alpha):
    return Pareto(scale, alpha).icdf(u)
