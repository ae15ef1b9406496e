"""Right answers to amortization_gap."""

import math

import torch
from torch import Tensor
from torch.distributions import kl_divergence


def two_divergences(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The KL of the best diagonal Gaussian and of the encoder's to the posterior, and their difference."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    precision = torch.linalg.inv(covariance)
    best = torch.diag(1 / precision.diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def simplified_formulas(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """What is left of the formulas: one log-determinant, and a quadratic form with a sum."""
    latent = weight.shape[1]
    precision = (
        torch.eye(latent, dtype=mean.dtype, device=mean.device) + weight.T @ weight / noise_var
    )
    centre = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    diagonal = precision.diagonal()
    approximation = 0.5 * (diagonal.log().sum() - torch.logdet(precision))
    delta = mean - centre
    excess = (log_var.exp() * diagonal - 1 - log_var - diagonal.log()).sum(-1)
    amortization = 0.5 * (torch.einsum("bi,ij,bj->b", delta, precision, delta) + excess)
    return approximation.repeat(len(x)), amortization


def evidence_and_elbos(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """From the evidence and two exact ELBOs, in double precision."""
    x_, mean_, log_var_, w, b, s2 = (
        t.double() for t in (x, mean, log_var, weight, bias, noise_var)
    )
    pixels, latent = w.shape
    eye = torch.eye(pixels, dtype=w.dtype, device=w.device)
    evidence = torch.distributions.MultivariateNormal(b, w @ w.T + s2 * eye).log_prob(x_)
    precision = w.T @ w / s2 + torch.eye(latent, dtype=w.dtype, device=w.device)
    best_mean = (x_ - b) @ w @ torch.linalg.inv(precision) / s2
    best_log_var = -precision.diagonal().log().expand_as(best_mean)

    def exact_elbo(m, v):
        error = (x_ - b - m @ w.T).square().sum(1) + (v.exp() * w.square().sum(0)).sum(1)
        likelihood = -0.5 * (pixels * torch.log(2 * math.pi * s2) + error / s2)
        return likelihood - 0.5 * (m.square() + v.exp() - v - 1).sum(1)

    highest = exact_elbo(best_mean, best_log_var)
    gaps = evidence - highest, highest - exact_elbo(mean_, log_var_)
    return gaps[0].to(mean.dtype), gaps[1].to(mean.dtype)


def divergences_row_by_row(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """kl_divergence of torch.distributions, one observation after the other."""
    centres, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best_std = torch.linalg.inv(covariance).diagonal().rsqrt()
    first, second = [], []
    for i in range(len(x)):
        posterior = torch.distributions.MultivariateNormal(centres[i], covariance)
        best = torch.distributions.MultivariateNormal(centres[i], scale_tril=torch.diag(best_std))
        guess = torch.distributions.MultivariateNormal(
            mean[i], scale_tril=torch.diag((log_var[i] / 2).exp())
        )
        first.append(torch.distributions.kl_divergence(best, posterior))
        second.append(torch.distributions.kl_divergence(guess, posterior) - first[-1])
    return torch.stack(first), torch.stack(second)


def stacked_for_one_call(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Both Gaussians stacked on a new axis for one call of gaussian_kl_full."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best_variance = (1 + weight.square().sum(0) / noise_var).reciprocal().expand_as(mean)
    means = torch.stack((centre, mean))
    variances = torch.stack((best_variance, log_var.exp()))
    gaps = gaussian_kl_full(means, torch.diag_embed(variances), centre, covariance)
    return gaps[0], gaps[1] - gaps[0]
