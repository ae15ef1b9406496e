"""Wrong ways of writing ``posterior_linear_gaussian``; a docstring is what its message says."""

import torch


def diagonal(x, weight, bias, noise_var):
    """the covariance is not diagonal"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    precision = identity + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    pull = (x - bias) @ weight / noise_var
    return pull @ covariance, torch.diag(covariance.diagonal())


def one_per_row(x, weight, bias, noise_var):
    """all rows share one matrix"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    precision = identity + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    pull = (x - bias) @ weight / noise_var
    return pull @ covariance, covariance.expand(len(x), *covariance.shape)


def only_mean(x, weight, bias, noise_var):
    """2 tensors should be returned"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    precision = identity + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    pull = (x - bias) @ weight / noise_var
    return pull @ covariance


def identity_on_the_cpu(x, weight, bias, noise_var):
    """a tensor is made on the CPU"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    return (x - bias) @ weight / noise_var @ covariance, covariance
