"""Wrong ways of writing ``estimate_pi``; a docstring is what its message says."""

import math

import torch


def _error(values):
    return values.std() / math.sqrt(len(values))


def one_number(n):
    """both coordinates of a dart are the same number"""
    values = 4.0 * (2 * torch.rand(n).square() < 1)
    return values.mean(), _error(values)


def diamond(n):
    """not if |x| + |y| <= 1"""
    values = 4.0 * (torch.rand(n, 2).sum(1) < 1)
    return values.mean(), _error(values)


def known(n):
    """not four times a share of n darts"""
    share = math.pi / 4
    return torch.tensor(math.pi), torch.tensor(4 * math.sqrt(share * (1 - share) / n))


def half_the_darts(n):
    """those of n independent darts"""
    values = 4.0 * (torch.rand(n // 2, 2).square().sum(1) < 1).repeat(2)
    if len(values) < n:
        values = torch.cat([values, values[:1]])
    return values.mean(), _error(values)


def always_the_same(n):
    """is there a manual_seed in it?"""
    darts = torch.rand(n, 2, generator=torch.Generator().manual_seed(0))
    values = 4.0 * (darts.square().sum(1) < 1)
    return values.mean(), _error(values)


def spread(n):
    """this is the spread of one draw"""
    values = 4.0 * (torch.rand(n, 2).square().sum(1) < 1)
    return values.mean(), values.std()


def distance(n):
    """this is the distance from pi"""
    values = 4.0 * (torch.rand(n, 2).square().sum(1) < 1)
    return values.mean(), (values.mean() - math.pi).abs()


def swapped(n):
    """in the wrong order"""
    values = 4.0 * (torch.rand(n, 2).square().sum(1) < 1)
    return _error(values), values.mean()


def not_shifted(n):
    """a quarter as many are inside"""
    inside = ((2 * torch.rand(n, 2)).square().sum(-1) <= 1).float()
    return (4 * inside).mean(), _error(4 * inside)
