"""Other right ways of writing ``fit_local_posterior``."""

import torch
from torch.distributions import MultivariateNormal, kl_divergence


def by_hand(x, mean, log_var, weight, bias, noise_var, steps, lr):
    for _ in range(steps):
        variance = log_var.exp()
        to_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        to_log_var = 0.5 * (1 - variance * (1 + weight.square().sum(0) / noise_var))
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean, log_var


def optimizer(x, mean, log_var, weight, bias, noise_var, steps, lr):
    mean, log_var = mean.clone().requires_grad_(), log_var.clone().requires_grad_()
    optimizer = torch.optim.SGD([mean, log_var], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        error = (x - bias - mean @ weight.T).square().sum() + (
            log_var.exp() * weight.square().sum(0)
        ).sum()
        loss = 0.5 * error / noise_var + 0.5 * (mean.square() + log_var.exp() - log_var).sum()
        loss.backward()
        optimizer.step()
    return mean.detach(), log_var.detach()


def to_the_posterior(x, mean, log_var, weight, bias, noise_var, steps, lr):
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    centre = (x - bias) @ weight / noise_var @ covariance
    for _ in range(steps):
        mean, log_var = mean.detach().requires_grad_(), log_var.detach().requires_grad_()
        q = MultivariateNormal(mean, torch.diag_embed(log_var.exp()))
        gap = kl_divergence(q, MultivariateNormal(centre, (covariance + covariance.T) / 2)).sum()
        to_mean, to_log_var = torch.autograd.grad(gap, [mean, log_var])
        mean, log_var = mean - lr * to_mean, log_var - lr * to_log_var
    return mean.detach(), log_var.detach()
