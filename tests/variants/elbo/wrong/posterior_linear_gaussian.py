"""Wrong ways of writing ``posterior_linear_gaussian``; a docstring is what its message says."""

import torch


def _parts(x, weight, bias, noise_var):
    to_z = weight.T / noise_var
    covariance = torch.linalg.inv(torch.eye(weight.shape[1], dtype=x.dtype) + to_z @ weight)
    return (x - bias) @ to_z.T, covariance


def only_mean(x, weight, bias, noise_var):
    """2 tensors should be returned"""
    pull, covariance = _parts(x, weight, bias, noise_var)
    return pull @ covariance


def identity_on_the_cpu(x, weight, bias, noise_var):
    """a tensor is made on the CPU"""
    pull, covariance = _parts(x, weight, bias, noise_var)
    return pull @ covariance, covariance
