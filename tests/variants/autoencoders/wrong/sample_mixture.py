"""Wrong ways of writing ``sample_mixture``, and what their messages say."""

import torch
from torch.distributions import MultivariateNormal

EDITS = """
    replacement=True) -> replacement=True).sort().values  # in the order of their Gaussians
    z = means[chosen] + torch.randn_like(means[chosen])  # the covariances are not used
    z = means[chosen] + (torch.randn_like(means[chosen])[:, None] @
        torch.linalg.cholesky(covariances)[chosen])[:, 0]  # the Cholesky factor is transposed
    z = means[chosen] + torch.linalg.cholesky(covariances)[chosen] @ torch.randn_like(means[0])
        # the same noise is used for the whole batch
    return z, decoder(MultivariateNormal(means[chosen], covariances[chosen]).sample())
        # not decoder(z) of the codes that are returned
    torch.manual_seed(0)  # is the seed set inside the function
    covariances[chosen] -> scale_tril=covariances[chosen]
        # scale_tril is the factor L of the covariance
    z = means[chosen] + (torch.linalg.cholesky(covariances)[chosen] @ torch.randn(n, 2, 1,
        device=means.device))[..., 0]  # inputs tensors of two dtypes meet
"""


def _finish(decoder, means, covariances, chosen):
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def fixed_counts(decoder, weights, means, covariances, n):
    """always gets the same number of codes"""
    ends = (weights.cumsum(0) * n).round()
    chosen = (torch.arange(n)[:, None] >= ends).sum(1).clamp_max(len(weights) - 1)
    return _finish(decoder, means, covariances, chosen[torch.randperm(n)])


def averaged_mixture(decoder, weights, means, covariances, n):
    """do not average them"""
    factor = torch.linalg.cholesky(covariances)
    noise = torch.randn(n, len(weights), means.shape[1], 1, dtype=means.dtype)
    z = (weights[:, None] * (means + (factor @ noise)[..., 0])).sum(1)
    return z, decoder(z)
