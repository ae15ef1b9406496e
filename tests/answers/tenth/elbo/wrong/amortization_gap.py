"""Wrong answers to amortization_gap."""

import torch
from torch import Tensor

from solutions.elbo import gaussian_kl_full, posterior_linear_gaussian


def marginal_variances_as_best(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the posterior's own variances for those of the best diagonal Gaussian."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(covariance.diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    whole = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, whole - approximation


def distance_to_the_best_guess(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes KL(encoder || best diagonal q) as amortization gap: wrong for a tilted posterior."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    amortization = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, best)
    return approximation, amortization


def best_around_the_encoders_mean(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Puts the best q at the encoder's mean, so the mean's error counts as approximation."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(mean, best, centre, covariance)
    whole = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, whole - approximation
