"""Wrong ways of writing ``rsample_full_covariance``; a docstring is what its message says."""

import torch


def _times(matrix, noise):
    return (matrix @ noise.unsqueeze(-1)).squeeze(-1)


def own_noise(mean, covariance, noise):
    """it draws noise of its own"""
    return mean + _times(torch.linalg.cholesky(covariance), torch.randn_like(noise))


def detached(mean, covariance, noise):
    """no gradient can flow back"""
    return (mean + _times(torch.linalg.cholesky(covariance), noise)).detach()


def factor_detached(mean, covariance, noise):
    """no gradient reaches covariance"""
    return mean + _times(torch.linalg.cholesky(covariance).detach(), noise)


def columns_for_draws(mean, covariance, noise):
    """factor @ noise takes columns for draws"""
    factor = torch.linalg.cholesky(covariance)
    if noise.dim() == covariance.dim() and noise.shape[-2] == noise.shape[-1]:
        return mean + factor @ noise
    return mean + _times(factor, noise)


def zeros_on_the_cpu(mean, covariance, noise):
    """is made on the CPU whatever device mean is on"""
    moved = _times(torch.linalg.cholesky(covariance), noise)
    return torch.zeros(moved.shape, dtype=mean.dtype) + mean + moved
