"""Wrong ways of writing ``draw_waiting``; a docstring is what its message says."""

import torch
from torch.distributions import Exponential


def mean_for_rate(rate, n):
    """the rate multiplies the draws; divide by it"""
    return Exponential(1 / rate).sample((n,))


def standard(rate, n):
    """the rate is not used"""
    return torch.empty(n, len(rate), dtype=rate.dtype, device=rate.device).exponential_()


def shared(rate, n):
    """one number of noise is shared by all latent dimensions"""
    noise = torch.rand(n, 1, dtype=rate.dtype, device=rate.device)
    return -torch.log1p(-noise) / rate


def seeded(rate, n):
    """is the seed set inside the function?"""
    torch.manual_seed(0)
    return Exponential(rate).sample((n,))


def one_draw(rate, n):
    """the same noise is used for the whole batch"""
    return Exponential(rate).sample().expand(n, -1)
