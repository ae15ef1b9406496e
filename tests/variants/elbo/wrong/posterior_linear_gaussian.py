"""Wrong ways of writing ``posterior_linear_gaussian``; a docstring is what its message says."""

import torch


def _parts(x, weight, bias, noise_var):
    to_z = weight.T / noise_var
    covariance = torch.linalg.inv(torch.eye(weight.shape[1], dtype=x.dtype) + to_z @ weight)
    return (x - bias) @ to_z.T, covariance


def diagonal(x, weight, bias, noise_var):
    """the covariance is not diagonal"""
    pull, covariance = _parts(x, weight, bias, noise_var)
    return pull @ covariance, torch.diag(covariance.diagonal())


def one_per_row(x, weight, bias, noise_var):
    """all rows share one matrix"""
    pull, covariance = _parts(x, weight, bias, noise_var)
    return pull @ covariance, covariance.expand(len(x), *covariance.shape)


def only_mean(x, weight, bias, noise_var):
    """2 tensors should be returned"""
    pull, covariance = _parts(x, weight, bias, noise_var)
    return pull @ covariance


def averaged_noise(x, weight, bias, noise_var):
    """the average of all variances stands where each pixel has its own"""
    pull, covariance = _parts(x, weight, bias, noise_var.mean())
    return pull @ covariance, covariance


def mean_without_noise(x, weight, bias, noise_var):
    """the mean is not divided by noise_var"""
    _, covariance = _parts(x, weight, bias, noise_var)
    return (x - bias) @ weight @ covariance, covariance


def divided_twice(x, weight, bias, noise_var):
    """both factors W are divided by noise_var; divide one"""
    to_z = weight.T / noise_var
    covariance = torch.linalg.inv(torch.eye(weight.shape[1], dtype=x.dtype) + to_z @ to_z.T)
    return (x - bias) @ to_z.T @ covariance, covariance


def no_prior(x, weight, bias, noise_var):
    """the prior's identity is missing in the precision"""
    to_z = weight.T / noise_var
    covariance = torch.linalg.inv(to_z @ weight)
    return (x - bias) @ to_z.T @ covariance, covariance


def identity_on_the_cpu(x, weight, bias, noise_var):
    """a tensor is made on the CPU"""
    pull, covariance = _parts(x, weight, bias, noise_var)
    return pull @ covariance, covariance
