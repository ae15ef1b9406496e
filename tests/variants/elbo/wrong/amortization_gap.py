"""Wrong ways of writing ``amortization_gap``; a docstring is what its message says."""

import torch

from solutions.elbo import gaussian_kl_full, posterior_linear_gaussian


def matched_variances(x, mean, log_var, weight, bias, noise_var):
    """not those of the posterior"""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    q = torch.diag_embed(log_var.exp())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, q, centre, covariance)
    matched = torch.diag(covariance.diagonal())
    approximation = gaussian_kl_full(centre, matched, centre, covariance)
    return approximation, total - approximation


def only_one(x, mean, log_var, weight, bias, noise_var):
    """2 tensors should be returned"""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    q = torch.diag_embed(log_var.exp())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, q, centre, covariance)
    return total - approximation
