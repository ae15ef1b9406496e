"""Wrong answers to fit_local_posterior."""

import torch
from torch import Tensor


def averages_over_the_batch(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Differentiates the mean over the batch: every step is too short by the batch size."""
    mean, log_var = mean.detach(), log_var.detach()
    for _ in range(steps):
        mean, log_var = mean.requires_grad_(), log_var.requires_grad_()
        error = ((x - bias - mean @ weight.T) ** 2).sum(-1)
        error = error + log_var.exp() @ (weight**2).sum(0)
        elbo = -0.5 * error / noise_var - 0.5 * (mean**2 + log_var.exp() - log_var).sum(-1)
        a, b = torch.autograd.grad(elbo.mean(), [mean, log_var])
        mean, log_var = (mean + lr * a).detach(), (log_var + lr * b).detach()
    return mean, log_var


def gradient_in_the_variance(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Moves log_var by the derivative in the variance: the chain rule's factor is missing."""
    diagonal = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        grad_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        grad_var = 0.5 * (torch.exp(-log_var) - diagonal)
        mean, log_var = mean + lr * grad_mean, log_var + lr * grad_var
    return mean, log_var


def root_of_the_variance(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Takes exp(log_var / 2), the standard deviation, where the variance belongs."""
    diagonal = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        grad_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        grad_log_var = 0.5 * (1 - torch.exp(0.5 * log_var) * diagonal)
        mean, log_var = mean + lr * grad_mean, log_var + lr * grad_log_var
    return mean, log_var


def changes_its_arguments(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Adds in place: the start values of the caller are changed."""
    diagonal = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        grad_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        grad_log_var = 0.5 * (1 - log_var.exp() * diagonal)
        mean += lr * grad_mean
        log_var += lr * grad_log_var
    return mean, log_var


def old_gradients_stay(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """backward() adds to the gradients of the steps before: they are never cleared."""
    m = mean.detach().clone().requires_grad_()
    s = log_var.detach().clone().requires_grad_()
    for _ in range(steps):
        error = ((x - bias - m @ weight.T) ** 2).sum() + (s.exp() @ (weight**2).sum(0)).sum()
        elbo = -0.5 * error / noise_var - 0.5 * (m**2 + s.exp() - 1 - s).sum()
        elbo.backward()
        with torch.no_grad():
            m += lr * m.grad
            s += lr * s.grad
    return m.detach(), s.detach()


def pull_of_the_prior_is_missing(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The gradient of the mean lacks - mean: the prior does not pull."""
    diagonal = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        grad_mean = (x - bias - mean @ weight.T) @ weight / noise_var
        grad_log_var = 0.5 * (1 - log_var.exp() * diagonal)
        mean, log_var = mean + lr * grad_mean, log_var + lr * grad_log_var
    return mean, log_var
