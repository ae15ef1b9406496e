"""Wrong ways of writing ``rsample_full_covariance``; a docstring is what its message says."""

import torch


def _times(matrix, noise):
    return (matrix @ noise.unsqueeze(-1)).squeeze(-1)


def roots_of_entries(mean, covariance, noise):
    """the square root of each entry is no factor of the covariance"""
    return mean + _times(covariance.abs().sqrt(), noise)


def variances_alone(mean, covariance, noise):
    """only the variances are used"""
    return mean + covariance.diagonal(0, -2, -1).sqrt() * noise


def diagonal_of_the_factor(mean, covariance, noise):
    """only the diagonal of the Cholesky factor is used"""
    return mean + torch.linalg.cholesky(covariance).diagonal(0, -2, -1) * noise


def no_mean(mean, covariance, noise):
    """the mean is missing"""
    return _times(torch.linalg.cholesky(covariance), noise) + 0 * mean


def noise_as_it_is(mean, covariance, noise):
    """the noise is added as it is"""
    return mean + noise + 0 * covariance[..., 0]


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
