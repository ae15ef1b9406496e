"""Other right ways of writing ``amortization_gap``."""

import torch
from torch.distributions import MultivariateNormal, kl_divergence

from solutions.elbo import posterior_linear_gaussian


def distributions(x, mean, log_var, weight, bias, noise_var):
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    precision = torch.linalg.inv(covariance)
    posterior = MultivariateNormal(centre, precision_matrix=(precision + precision.T) / 2)
    best = MultivariateNormal(centre, torch.diag(1 / precision.diagonal()))
    encoder = MultivariateNormal(mean, torch.diag_embed(log_var.exp()))
    approximation = kl_divergence(best, posterior)
    return approximation, kl_divergence(encoder, posterior) - approximation


def closed_forms(x, mean, log_var, weight, bias, noise_var):
    precision = (
        torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    )
    strength = precision.diagonal()
    centre = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    approximation = 0.5 * (strength.log().sum() - torch.logdet(precision))
    away = mean - centre
    ratio = log_var.exp() * strength
    amortization = (away @ precision * away).sum(-1) + (ratio - 1 - ratio.log()).sum(-1)
    return approximation * torch.ones_like(x[:, 0]), amortization / 2


def evidence_minus_bounds(x, mean, log_var, weight, bias, noise_var):
    def bound(m, v):
        error = (x - bias - m @ weight.T).square().sum(-1) + (v * weight.square().sum(0)).sum(-1)
        constant = len(bias) * torch.log(2 * torch.pi * noise_var)
        kl = 0.5 * (m**2 + v - 1 - v.log()).sum(-1)
        return -0.5 * (error / noise_var + constant) - kl

    precision = (
        torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    )
    centre = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    marginal = weight @ weight.T + noise_var * torch.eye(len(bias), dtype=x.dtype, device=x.device)
    evidence = MultivariateNormal(bias, marginal).log_prob(x)
    best = bound(centre, (1 / precision.diagonal()).expand_as(mean))
    return evidence - best, best - bound(mean, log_var.exp())
