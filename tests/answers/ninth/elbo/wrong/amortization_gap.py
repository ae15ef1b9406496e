"""Wrong answers to amortization_gap."""

import torch
from torch import Tensor

from solutions.elbo import gaussian_kl_full, posterior_linear_gaussian


def best_has_the_marginal_variances(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the posterior's own variances for the best ones, so the first gap is too large."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(covariance.diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def divergence_to_the_best_diagonal(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes KL(encoder || best diagonal) for the second gap, right if Lambda is diagonal."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    return approximation, gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, best)


def posterior_outside_the_graph(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Computes the posterior under no_grad, so that x and the model get no gradient."""
    with torch.no_grad():
        centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
        best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation
