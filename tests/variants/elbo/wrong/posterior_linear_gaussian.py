"""Wrong ways of writing ``posterior_linear_gaussian``; a docstring is what its message says."""

import torch


def gram_not_divided(x, weight, bias, noise_var):
    """W^T W is not divided by noise_var"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    precision = identity + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    pull = (x - bias) @ weight / noise_var
    covariance = torch.linalg.inv(identity + weight.T @ weight)
    return pull @ covariance, covariance


def no_noise(x, weight, bias, noise_var):
    """noise_var is missing everywhere"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    precision = identity + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    covariance = torch.linalg.inv(identity + weight.T @ weight)
    return (x - bias) @ weight @ covariance, covariance


def standard_deviation(x, weight, bias, noise_var):
    """the standard deviation stands where noise_var belongs"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    precision = identity + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    std = noise_var.sqrt()
    covariance = torch.linalg.inv(identity + weight.T @ weight / std)
    return (x - bias) @ weight / std @ covariance, covariance


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


def one_mean(x, weight, bias, noise_var):
    """one mean is repeated in every row"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    mean = ((x - bias) @ weight / noise_var @ covariance).mean(0)
    return mean.expand(len(x), -1), covariance


def identity_on_the_cpu(x, weight, bias, noise_var):
    """a tensor is made on the CPU"""
    identity = torch.eye(weight.shape[1], dtype=x.dtype)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    return (x - bias) @ weight / noise_var @ covariance, covariance
