"""Wrong ways of writing ``importance_sampling``; a docstring is what its message says."""

import math

import torch


def _pair(values):
    return values.mean(), values.std() / math.sqrt(len(values))


def unweighted(f, p, q, n):
    """the weights are missing"""
    return _pair(f(q.sample((n,))))


def upside_down(f, p, q, n):
    """the weights are upside down"""
    x = q.sample((n,))
    return _pair(f(x) * (q.log_prob(x) - p.log_prob(x)).exp())


def self_normalized(f, p, q, n):
    """p is normalized here, so divide by n"""
    x = q.sample((n,))
    w = torch.softmax(p.log_prob(x) - q.log_prob(x), 0)
    mean = (w * f(x)).sum()
    return mean, (w * (f(x) - mean)).norm()


def p_alone(f, p, q, n):
    """the weight is p(x) alone"""
    x = q.sample((n,))
    return _pair(f(x) * p.log_prob(x).exp())


def from_p(f, p, q, n):
    """the draws come from p; draw from q"""
    x = p.sample((n,))
    return _pair(f(x) * (p.log_prob(x) - q.log_prob(x)).exp())


def error_of_f(f, p, q, n):
    """it has to be that of f times its weight"""
    x = q.sample((n,))
    w = (p.log_prob(x) - q.log_prob(x)).exp()
    return (w * f(x)).mean(), f(x).std() / math.sqrt(n)


def spread(f, p, q, n):
    """this is the spread of one draw"""
    x = q.sample((n,))
    values = f(x) * (p.log_prob(x) - q.log_prob(x)).exp()
    return values.mean(), values.std()


def seeded(f, p, q, n):
    """is there a manual_seed in it?"""
    torch.manual_seed(0)
    x = q.sample((n,))
    return _pair(f(x) * (p.log_prob(x) - q.log_prob(x)).exp())
