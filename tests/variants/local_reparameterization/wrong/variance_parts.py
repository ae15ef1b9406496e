"""Wrong ways of writing ``variance_parts``; a docstring is what its message says."""

import torch


def slide(values, n):
    """the factor 2 is lost"""
    m = values.shape[1]
    c = torch.cov(values.T).reshape(m, m)
    return (n / m) ** 2 * c.trace(), (n / m) ** 2 * c.triu(1).sum()


def everything(values, n):
    """the variances are in the second part as well"""
    m = values.shape[1]
    c = torch.cov(values.T).reshape(m, m)
    return (n / m) ** 2 * c.trace(), (n / m) ** 2 * c.sum()


def not_squared(values, n):
    """n / M is not squared"""
    m = values.shape[1]
    c = torch.cov(values.T).reshape(m, m)
    return n / m * c.trace(), n / m * (c.sum() - c.trace())


def divided_by_m(values, n):
    """M is squared too"""
    m = values.shape[1]
    c = torch.cov(values.T).reshape(m, m)
    return n**2 / m * c.trace(), n**2 / m * (c.sum() - c.trace())


def biased(values, n):
    """the degrees of freedom are the repetitions"""
    m = values.shape[1]
    c = torch.cov(values.T, correction=0).reshape(m, m)
    return (n / m) ** 2 * c.trace(), (n / m) ** 2 * (c.sum() - c.trace())


def second_moments(values, n):
    """the means are not subtracted"""
    m = values.shape[1]
    c = values.T @ values / (len(values) - 1)
    return (n / m) ** 2 * c.trace(), (n / m) ** 2 * (c.sum() - c.trace())


def deviations(values, n):
    """standard deviations are added up"""
    m = values.shape[1]
    c = torch.cov(values.T).reshape(m, m)
    return (n / m) ** 2 * values.std(0).sum(), (n / m) ** 2 * (c.sum() - c.trace())


def whole(values, n):
    """the first part is the whole variance"""
    m = values.shape[1]
    own = (n / m) ** 2 * values.var(0).sum()
    total = (n * values.mean(1)).var()
    return total, total - own


def no_n(values, n):
    """n² is missing"""
    m = values.shape[1]
    own = values.var(0).sum() / m**2
    return own, values.mean(1).var() - own


def exchanged(values, n):
    """the two parts are exchanged"""
    m = values.shape[1]
    own = (n / m) ** 2 * values.var(0).sum()
    return (n * values.mean(1)).var() - own, own
