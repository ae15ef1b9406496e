"""Right answers to amortization_gap."""

import torch
from torch import Tensor

from solutions.elbo import gaussian_kl_full, posterior_linear_gaussian


def gaps_from_two_divergences(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Subtracts the divergence of the best diagonal Gaussian from that of the encoder's."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def gaps_in_closed_form(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Writes both gaps in terms of the precision, without any divergence of full Gaussians."""
    identity = torch.eye(weight.shape[1], dtype=mean.dtype, device=mean.device)
    precision = identity + weight.T @ weight / noise_var
    diagonal = precision.diagonal()
    centre = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    approximation = 0.5 * (diagonal.log().sum() - torch.logdet(precision))
    away = mean - centre
    quadratic = torch.einsum("bi,ij,bj->b", away, precision, away)
    spread = (diagonal * log_var.exp() - 1 - diagonal.log() - log_var).sum(-1)
    return approximation.expand(len(x)), 0.5 * (quadratic + spread)
