"""Wrong answers to fit_local_posterior."""

import torch
from torch import Tensor


def gradient_of_the_batch_mean(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The mean over the batch is differentiated, so every step is too short by the size of the batch."""
    ones = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        gradient_log_var = 0.5 * (1 - log_var.exp() * ones)
        mean, log_var = mean + lr * gradient_mean / len(x), log_var + lr * gradient_log_var / len(x)
    return mean, log_var


def goes_down(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The steps go down the ELBO instead of up."""
    ones = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        gradient_log_var = 0.5 * (1 - log_var.exp() * ones)
        mean, log_var = mean - lr * gradient_mean, log_var - lr * gradient_log_var
    return mean, log_var


def forgets_the_prior(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The pull of the prior, -mean, is missing: the means go to the least-squares solution."""
    ones = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var
        gradient_log_var = 0.5 * (1 - log_var.exp() * ones)
        mean, log_var = mean + lr * gradient_mean, log_var + lr * gradient_log_var
    return mean, log_var


def gradient_for_the_variance(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """This is the gradient for the variance, added to its logarithm; the chain rule's factor is missing."""
    ones = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        gradient_log_var = 0.5 * (1 / log_var.exp() - ones)
        mean, log_var = mean + lr * gradient_mean, log_var + lr * gradient_log_var
    return mean, log_var


def log_std_for_log_var(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """log_var is taken for the logarithm of the standard deviation."""
    ones = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        gradient_log_var = 1 - (2 * log_var).exp() * ones
        mean, log_var = mean + lr * gradient_mean, log_var + lr * gradient_log_var
    return mean, log_var


def one_step_too_few(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The loop makes steps - 1 steps."""
    ones = 1 + weight.square().sum(0) / noise_var
    for _ in range(1, steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        gradient_log_var = 0.5 * (1 - log_var.exp() * ones)
        mean, log_var = mean + lr * gradient_mean, log_var + lr * gradient_log_var
    return mean, log_var


def with_adam(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Adam was used, whose steps do not have the length lr times the gradient."""
    parameters = [mean.detach().clone().requires_grad_(), log_var.detach().clone().requires_grad_()]
    optimizer = torch.optim.Adam(parameters, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        m, v = parameters
        error = (x - bias - m @ weight.T).square().sum() + (v.exp() * weight.square().sum(0)).sum()
        loss = 0.5 * (error / noise_var + (m.square() + v.exp() - v).sum())
        loss.backward()
        optimizer.step()
    return parameters[0].detach(), parameters[1].detach()


def forgets_one_half(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The factor one half is missing from the gradient for log_var."""
    ones = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        gradient_log_var = 1 - log_var.exp() * ones
        mean, log_var = mean + lr * gradient_mean, log_var + lr * gradient_log_var
    return mean, log_var


def noisy_gradient(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The gradient comes from one random draw of z, not from the exact ELBO."""
    m, v = mean.detach(), log_var.detach()
    for _ in range(steps):
        m, v = m.detach().requires_grad_(), v.detach().requires_grad_()
        z = m + (v / 2).exp() * torch.randn_like(m)
        error = (x - bias - z @ weight.T).square().sum()
        elbo = -0.5 * (error / noise_var + (m.square() + v.exp() - v).sum())
        grad_m, grad_v = torch.autograd.grad(elbo, (m, v))
        m, v = m + lr * grad_m, v + lr * grad_v
    return m.detach(), v.detach()


def sum_squared_for_sum_of_squares(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The columns of W are summed and then squared, instead of squared and then summed."""
    ones = 1 + weight.sum(0).square() / noise_var
    for _ in range(steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        gradient_log_var = 0.5 * (1 - log_var.exp() * ones)
        mean, log_var = mean + lr * gradient_mean, log_var + lr * gradient_log_var
    return mean, log_var
