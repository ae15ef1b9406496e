"""Right answers to amortization_gap."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence


def two_divergences(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """gaussian_kl_full for the best diagonal Gaussian and for the encoder's."""
    m, sigma = posterior_linear_gaussian(x, weight, bias, noise_var)
    precision = torch.linalg.inv(sigma)
    best_cov = torch.diag(precision.diagonal().reciprocal()).expand(len(x), -1, -1)
    smallest = gaussian_kl_full(m, best_cov, m, sigma)
    encoder = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), m, sigma)
    return smallest, encoder - smallest


def formulas_on_paper(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """What is left of the divergences on paper, in terms of the precision alone."""
    latent = weight.shape[1]
    identity = torch.eye(latent, dtype=weight.dtype, device=weight.device)
    precision = identity + weight.T @ weight / noise_var
    diagonal = precision.diagonal()
    approximation = 0.5 * (diagonal.log().sum() - torch.logdet(precision))
    away = mean - torch.linalg.solve(precision, ((x - bias) @ weight / noise_var).T).T
    ratio = log_var.exp() * diagonal
    distance = ((away @ precision) * away).sum(-1)
    amortization = 0.5 * (distance + (ratio - 1 - ratio.log()).sum(-1))
    return approximation.expand(len(x)), amortization


def divergences_of_the_library(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """kl_divergence of torch.distributions, with factors of the covariances."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    posterior = MultivariateNormal(centre, covariance)
    variances = 1 / (1 + weight.square().sum(0) / noise_var)
    best = MultivariateNormal(centre, scale_tril=torch.diag(variances.sqrt()))
    guess = MultivariateNormal(mean, scale_tril=torch.diag_embed((0.5 * log_var).exp()))
    approximation = kl_divergence(best, posterior)
    return approximation, kl_divergence(guess, posterior) - approximation


def bounds_and_evidence(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(x) and two exact ELBOs, in float64, subtracted as the docstring says."""
    dtype = mean.dtype
    x, mean, log_var = x.double(), mean.double(), log_var.double()
    weight, bias, noise_var = weight.double(), bias.double(), noise_var.double()

    def exact_elbo(m: Tensor, s: Tensor) -> Tensor:
        error = (x - bias - m @ weight.T).square() + s.exp() @ weight.square().T
        log_likelihood = -0.5 * (error / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
        return log_likelihood - 0.5 * (m.square() + s.exp() - 1 - s).sum(-1)

    identity = torch.eye(len(bias), dtype=torch.float64, device=x.device)
    cov_x = weight @ weight.T + noise_var * identity
    evidence = MultivariateNormal(bias, cov_x).log_prob(x)
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = exact_elbo(centre, -torch.linalg.inv(covariance).diagonal().log().expand_as(centre))
    return (evidence - best).to(dtype), (best - exact_elbo(mean, log_var)).to(dtype)
