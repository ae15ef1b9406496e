"""Wrong ways of writing ``sample_mixture``; a docstring is what its message says."""

import torch
from torch.distributions import MultivariateNormal


def _finish(decoder, means, covariances, chosen):
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def in_order(decoder, weights, means, covariances, n):
    """in the order of their Gaussians"""
    chosen = torch.multinomial(weights, n, replacement=True).sort().values
    return _finish(decoder, means, covariances, chosen)


def fixed_counts(decoder, weights, means, covariances, n):
    """always gets the same number of codes"""
    ends = (weights.cumsum(0) * n).round()
    chosen = (torch.arange(n)[:, None] >= ends).sum(1).clamp_max(len(weights) - 1)
    return _finish(decoder, means, covariances, chosen[torch.randperm(n)])


def standard_noise(decoder, weights, means, covariances, n):
    """the covariances are not used"""
    z = means[torch.multinomial(weights, n, replacement=True)]
    z = z + torch.randn_like(z)
    return z, decoder(z)


def transposed_factor(decoder, weights, means, covariances, n):
    """the Cholesky factor is transposed"""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn(n, 1, means.shape[1], dtype=means.dtype)
    z = means[chosen] + (noise @ torch.linalg.cholesky(covariances)[chosen])[:, 0]
    return z, decoder(z)


def shared_noise(decoder, weights, means, covariances, n):
    """the same noise is used for the whole batch"""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn(means.shape[1], dtype=means.dtype)
    z = means[chosen] + torch.linalg.cholesky(covariances)[chosen] @ noise
    return z, decoder(z)


def averaged_mixture(decoder, weights, means, covariances, n):
    """do not average them"""
    factor = torch.linalg.cholesky(covariances)
    noise = torch.randn(n, len(weights), means.shape[1], 1, dtype=means.dtype)
    z = (weights[:, None] * (means + (factor @ noise)[..., 0])).sum(1)
    return z, decoder(z)


def drawn_twice(decoder, weights, means, covariances, n):
    """not decoder(z) of the codes that are returned"""
    chosen = torch.multinomial(weights, n, replacement=True)
    gaussians = MultivariateNormal(means[chosen], covariances[chosen])
    return gaussians.sample(), decoder(gaussians.sample())


def seeded(decoder, weights, means, covariances, n):
    """is the seed set inside the function"""
    torch.manual_seed(0)
    chosen = torch.multinomial(weights, n, replacement=True)
    return _finish(decoder, means, covariances, chosen)


def covariances_as_factors(decoder, weights, means, covariances, n):
    """scale_tril is the factor L of the covariance"""
    chosen = torch.multinomial(weights, n, replacement=True)
    z = MultivariateNormal(means[chosen], scale_tril=covariances[chosen]).sample()
    return z, decoder(z)


def noise_in_float32(decoder, weights, means, covariances, n):
    """inputs tensors of two dtypes meet"""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn(n, means.shape[1], 1, device=means.device)
    z = means[chosen] + (torch.linalg.cholesky(covariances)[chosen] @ noise)[..., 0]
    return z, decoder(z)
