"""Other right ways of writing ``sample_mixture``."""

import torch
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal


def distributions(decoder, weights, means, covariances, n):
    gaussians = MultivariateNormal(means, covariances)
    z = MixtureSameFamily(Categorical(weights), gaussians).sample((n,))
    return z, decoder(z)


def symmetric_root(decoder, weights, means, covariances, n):
    values, vectors = torch.linalg.eigh(covariances)
    roots = vectors @ torch.diag_embed(values.clamp_min(0).sqrt()) @ vectors.mT
    chosen = Categorical(weights).sample((n,))
    noise = torch.randn(n, means.shape[1], dtype=means.dtype)
    z = means[chosen] + torch.einsum("nij,nj->ni", roots[chosen], noise)
    return [z, decoder(z)]


def loop(decoder, weights, means, covariances, n):
    codes = []
    for _ in range(n):
        u = torch.rand((), dtype=weights.dtype)
        c = min(int((u > weights.cumsum(0)).sum()), len(weights) - 1)
        codes.append(MultivariateNormal(means[c], covariances[c]).sample())
    z = torch.stack(codes)
    with torch.no_grad():
        return z, decoder(z)


def every_gaussian_then_choose(decoder, weights, means, covariances, n):
    draws = MultivariateNormal(means, covariances).sample((n,))
    z = draws[torch.arange(n), torch.multinomial(weights, n, replacement=True)]
    return z, decoder(z)
