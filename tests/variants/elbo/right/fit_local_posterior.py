"""Other right ways of writing ``fit_local_posterior``."""

import torch
from torch.distributions import MultivariateNormal, kl_divergence


def by_hand(x, mean, log_var, weight, bias, noise_var, steps, lr):
    to_z = weight.T / noise_var
    for _ in range(steps):
        variance = log_var.exp()
        to_mean = (x - bias - mean @ weight.T) @ to_z.T - mean
        to_log_var = 0.5 * (1 - variance * (1 + (to_z @ weight).diagonal()))
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean, log_var


def optimizer(x, mean, log_var, weight, bias, noise_var, steps, lr):
    mean, log_var = mean.clone().requires_grad_(), log_var.clone().requires_grad_()
    optimizer = torch.optim.SGD([mean, log_var], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        error = (x - bias - mean @ weight.T).square() + log_var.exp() @ weight.T.square()
        loss = (
            0.5 * (error / noise_var).sum() + 0.5 * (mean.square() + log_var.exp() - log_var).sum()
        )
        loss.backward()
        optimizer.step()
    return mean.detach(), log_var.detach()


def to_the_posterior(x, mean, log_var, weight, bias, noise_var, steps, lr):
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    to_z = weight.T / noise_var
    covariance = torch.linalg.inv(identity + to_z @ weight)
    centre = (x - bias) @ to_z.T @ covariance
    for _ in range(steps):
        mean, log_var = mean.detach().requires_grad_(), log_var.detach().requires_grad_()
        q = MultivariateNormal(mean, torch.diag_embed(log_var.exp()))
        gap = kl_divergence(q, MultivariateNormal(centre, (covariance + covariance.T) / 2)).sum()
        to_mean, to_log_var = torch.autograd.grad(gap, [mean, log_var])
        mean, log_var = mean - lr * to_mean, log_var - lr * to_log_var
    return mean.detach(), log_var.detach()


def expected_log_likelihood(x, mean, log_var, weight, bias, noise_var, steps, lr):
    for _ in range(steps):
        mean, log_var = mean.detach().requires_grad_(), log_var.detach().requires_grad_()
        spread = torch.einsum("pl,nl->np", weight**2, log_var.exp())
        likelihood = -((x - mean @ weight.T - bias) ** 2 + spread) / (2 * noise_var)
        entropy = log_var.sum() / 2
        prior = -(mean**2 + log_var.exp()).sum() / 2
        slopes = torch.autograd.grad(likelihood.sum() + prior + entropy, [mean, log_var])
        mean, log_var = mean + lr * slopes[0], log_var + lr * slopes[1]
    return mean.detach(), log_var.detach()


def toward_the_best(x, mean, log_var, weight, bias, noise_var, steps, lr):
    to_z = weight.T / noise_var
    precision = to_z @ weight + torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    centre = torch.linalg.solve(precision, to_z @ (x - bias).T).T
    for _ in range(steps):
        mean = mean - lr * (mean - centre) @ precision
        log_var = log_var + lr * (1 - log_var.exp() * precision.diagonal()) / 2
    return mean, log_var
