"""Other right ways of writing ``rayleigh_from_uniform``."""

import torch
from torch.distributions import Exponential


def plain_logarithm(u, scale):
    return scale * (2 * -torch.log(1 - u)) ** 0.5


def inside_of_the_root(u, scale):
    return torch.sqrt(2 * scale**2 * torch.log(1 / (1 - u)))


def from_an_exponential(u, scale):
    return scale * (2 * Exponential(torch.ones_like(u)).icdf(u)).sqrt()
