"""Wrong answers to amortization_gap."""

import torch
from solutions.elbo import gaussian_kl_full, posterior_linear_gaussian
from torch import Tensor


def divergence_to_the_best(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes KL(q || best diagonal) for the second gap: right for a diagonal Lambda or mean m."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    own = torch.diag_embed(log_var.exp())
    return approximation, gaussian_kl_full(mean, own, centre, best)


def best_around_the_own_mean(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Puts the best diagonal Gaussian at the encoder's mean, which is right if that is exact."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(mean, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def posterior_without_gradients(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Computes the posterior without a graph, so no gradient reaches the model or x."""
    with torch.no_grad():
        centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
        best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
        approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation
