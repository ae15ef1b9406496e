"""Wrong ways of writing ``style_bounds``; a docstring is what its message says."""

import torch


def divergence(mu, log_sigma):
    return 0.5 * (mu**2 + torch.exp(2 * log_sigma) - 2 * log_sigma - 1).sum(-1)


def sums(values, style, count):
    zeros = torch.zeros(count, dtype=values.dtype, device=values.device)
    return zeros.index_add(0, style, values)


def overwritten(log_likelihood, style, mu, log_sigma):
    """does not add up where an index comes twice"""
    found = torch.zeros(len(mu), dtype=mu.dtype, device=mu.device)
    found[style] += log_likelihood
    return found - divergence(mu, log_sigma)


def means(log_likelihood, style, mu, log_sigma):
    """the log-likelihoods are averaged over the pictures of a style"""
    count = sums(torch.ones_like(log_likelihood), style, len(mu)).clamp(min=1)
    return sums(log_likelihood, style, len(mu)) / count - divergence(mu, log_sigma)
