"""Wrong answers to amortization_gap."""

import torch
from torch import Tensor


def divergence_to_the_best_diagonal(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The amortization gap is KL to the best diagonal Gaussian, not a difference of two gaps."""
    m, sigma = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(sigma).diagonal())
    amortization = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), m, best)
    return gaussian_kl_full(m, best, m, sigma), amortization


def variances_of_the_posterior(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the posterior's own variances for the best diagonal ones, not 1 / Lambda_jj."""
    m, sigma = posterior_linear_gaussian(x, weight, bias, noise_var)
    approximation = gaussian_kl_full(m, torch.diag(sigma.diagonal()), m, sigma)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), m, sigma)
    return approximation, total - approximation


def total_in_place_of_the_rest(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The second is the encoder's whole gap: the approximation gap is not subtracted."""
    m, sigma = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(sigma).diagonal())
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), m, sigma)
    return gaussian_kl_full(m, best, m, sigma), total


def approximation_as_one_number(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The approximation gap, the same for all observations, has the shape () and not (batch,)."""
    m, sigma = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(sigma).diagonal())
    approximation = gaussian_kl_full(m[0], best, m[0], sigma)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), m, sigma)
    return approximation, total - approximation


def divergences_from_the_posterior(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Both divergences go the other way, from the posterior to q."""
    m, sigma = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(sigma).diagonal())
    approximation = gaussian_kl_full(m, sigma, m, best)
    total = gaussian_kl_full(m, sigma, mean, torch.diag_embed(log_var.exp()))
    return approximation, total - approximation


def log_var_as_log_std(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The encoder's covariance has exp(2 log_var) on its diagonal."""
    m, sigma = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(sigma).diagonal())
    approximation = gaussian_kl_full(m, best, m, sigma)
    total = gaussian_kl_full(mean, torch.diag_embed(torch.exp(2 * log_var)), m, sigma)
    return approximation, total - approximation
