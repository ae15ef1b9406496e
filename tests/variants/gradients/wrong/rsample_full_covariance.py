"""Wrong ways of writing ``rsample_full_covariance``, and what their messages say."""

import torch

EDITS = """
    noise = torch.randn_like(noise)  # it draws noise of its own
    return (mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)).detach()  # no gradient can flow back
    factor @ -> factor.detach() @  # no gradient reaches covariance
    mean + -> mean + torch.zeros(noise.shape, dtype=mean.dtype) +
        # is made on the CPU whatever device mean is on
"""


def _times(matrix, noise):
    return (matrix @ noise.unsqueeze(-1)).squeeze(-1)


def columns_for_draws(mean, covariance, noise):
    """factor @ noise takes columns for draws"""
    factor = torch.linalg.cholesky(covariance)
    if noise.dim() == covariance.dim() and noise.shape[-2] == noise.shape[-1]:
        return mean + factor @ noise
    return mean + _times(factor, noise)
