"""Wrong ways of writing ``variance_parts``; a docstring is what its message says."""

import torch


def biased(values, n):
    """the degrees of freedom are the repetitions"""
    m = values.shape[1]
    c = torch.cov(values.T, correction=0).reshape(m, m)
    return (n / m) ** 2 * c.trace(), (n / m) ** 2 * (c.sum() - c.trace())


def deviations(values, n):
    """standard deviations are added up"""
    m = values.shape[1]
    c = torch.cov(values.T).reshape(m, m)
    return (n / m) ** 2 * values.std(0).sum(), (n / m) ** 2 * (c.sum() - c.trace())
