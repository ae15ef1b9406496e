"""Other right ways of writing ``cauchy_from_uniform``."""

import math

import torch
from torch.distributions import Cauchy


def cotangent(u, loc, scale):
    return loc - scale / torch.tan(math.pi * u)


def sine_and_cosine(u, loc, scale):
    angle = torch.pi * u
    return loc - scale * angle.cos() / angle.sin()


def by_distribution(u, loc, scale):
    return Cauchy(loc, scale).icdf(u)
