"""Wrong ways of writing ``filterbank``; a docstring is what its message says."""

import torch


def exponent(centres, log_var, size):
    a = torch.arange(size).to(centres)
    return -((a - centres[..., None]) ** 2) / (2 * log_var.exp()[:, None, None])


def paper(centres, log_var, size):
    """divides 0 by 0"""
    f = torch.exp(exponent(centres, log_var, size))
    return f / f.sum(-1, keepdim=True)


def small_constant(centres, log_var, size):
    """a small constant in the denominator leaves it empty"""
    f = torch.exp(exponent(centres, log_var, size))
    return f / (f.sum(-1, keepdim=True) + 1e-8)


def clamped(centres, log_var, size):
    """a small constant in the denominator leaves it empty"""
    f = torch.exp(exponent(centres, log_var, size))
    return f / f.sum(-1, keepdim=True).clamp(min=1e-8)


def not_normalized(centres, log_var, size):
    """the filters are not normalized"""
    return torch.exp(exponent(centres, log_var, size))


def over_filters(centres, log_var, size):
    """normalized over the filters"""
    return torch.softmax(exponent(centres, log_var, size), 1)


def density(centres, log_var, size):
    """this is the normal density"""
    f = torch.exp(exponent(centres, log_var, size))
    return f / torch.sqrt(2 * torch.pi * log_var.exp())[:, None, None]


def standard_deviation(centres, log_var, size):
    """the variance is squared"""
    sigma = log_var.exp()[:, None, None]
    a = torch.arange(size).to(centres)
    return torch.softmax(-0.5 * ((a - centres[..., None]) / sigma) ** 2, -1)


def from_one(centres, log_var, size):
    """pixels are counted from 1 here"""
    a = torch.arange(1, size + 1).to(centres)
    square = (a - centres[..., None]) ** 2
    return torch.softmax(-square / (2 * log_var.exp()[:, None, None]), -1)


def not_exponential(centres, log_var, size):
    """log_var is a logarithm"""
    a = torch.arange(size).to(centres)
    return torch.softmax(-((a - centres[..., None]) ** 2) / (2 * log_var[:, None, None]), -1)


def twice(centres, log_var, size):
    """the 2 of the exponent is missing"""
    return torch.softmax(2 * exponent(centres, log_var, size), -1)
