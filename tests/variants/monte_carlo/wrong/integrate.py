"""Wrong ways of writing ``integrate``; a docstring is what its message says."""

import math

import torch


def _pair(values):
    return values.mean(), values.std() / math.sqrt(len(values))


def no_density(f, p, n):
    """f is not divided by the density"""
    return _pair(f(p.sample((n,))))


def normalized(f, p, n):
    """the weights are divided by their sum"""
    x = p.sample((n,))
    w = torch.softmax(-p.log_prob(x), 0)
    return (w * f(x)).sum(), (w * (f(x) - (w * f(x)).sum())).norm()


def ratio(f, p, n):
    """take the mean of f / p"""
    x = p.sample((n,))
    return f(x).sum() / p.log_prob(x).exp().sum(), f(x).std() / math.sqrt(n)


def one_draw(f, p, n):
    """f is evaluated at 1 different points"""
    x = p.sample()
    return _pair((f(x) / p.log_prob(x).exp()).repeat(n))


def other_points(f, p, n):
    """the draws do not come from p"""
    x = torch.rand(n, dtype=torch.float64)
    return _pair(f(x) / p.log_prob(x).exp())


def seeded(f, p, n):
    """is there a manual_seed in it?"""
    torch.manual_seed(0)
    x = p.sample((n,))
    return _pair(f(x) / p.log_prob(x).exp())


def spread(f, p, n):
    """this is the spread of one draw"""
    x = p.sample((n,))
    values = f(x) / p.log_prob(x).exp()
    return values.mean(), values.std()


def error_of_f(f, p, n):
    """the standard error of f, not of f / p"""
    x = p.sample((n,))
    return (f(x) / p.log_prob(x).exp()).mean(), f(x).std() / math.sqrt(n)


def only_the_value(f, p, n):
    """it should be a pair of two"""
    x = p.sample((n,))
    return (f(x) / p.log_prob(x).exp()).mean()
