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
    """Differentiates the mean over the batch: every step is too small by the batch size."""
    for _ in range(steps):
        m, v = mean.detach().requires_grad_(), log_var.detach().requires_grad_()
        error = (x - bias - m @ weight.T).square().sum(-1) + v.exp() @ weight.square().sum(0)
        kl = 0.5 * (m.square() + v.exp() - v).sum(-1)
        to_m, to_v = torch.autograd.grad((-0.5 * error / noise_var - kl).mean(), (m, v))
        mean, log_var = (m + lr * to_m).detach(), (v + lr * to_v).detach()
    return mean, log_var


def log_var_without_half(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The gradient for log_var lacks its factor 1/2: right end, but twice too fast."""
    column = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        mean = mean + lr * ((x - bias - mean @ weight.T) @ weight / noise_var - mean)
        log_var = log_var + lr * (1 - log_var.exp() * column)
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
    """The range starts at 1: one step is missing."""
    column = 1 + weight.square().sum(0) / noise_var
    for _ in range(1, steps):
        mean = mean + lr * ((x - bias - mean @ weight.T) @ weight / noise_var - mean)
        log_var = log_var + lr * 0.5 * (1 - log_var.exp() * column)
    return mean, log_var


def square_of_the_sum(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Squares the sum of each column of W; the sum of squares is needed."""
    column = 1 + weight.sum(0).square() / noise_var
    for _ in range(steps):
        mean = mean + lr * ((x - bias - mean @ weight.T) @ weight / noise_var - mean)
        log_var = log_var + lr * 0.5 * (1 - log_var.exp() * column)
    return mean, log_var


def adam_for_plain_ascent(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Adam rescales the gradients: its steps are not lr times the gradient."""
    m, v = mean.detach().clone().requires_grad_(), log_var.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([m, v], lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        error = (x - bias - m @ weight.T).square().sum() + (v.exp() @ weight.square().sum(0)).sum()
        (-0.5 * error / noise_var - 0.5 * (m.square() + v.exp() - v).sum()).backward()
        optimizer.step()
    return m.detach(), v.detach()


def gradient_taken_only_at_the_start(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The gradients are computed once, before the loop: all steps go the same way."""
    to_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
    to_log_var = 0.5 * (1 - log_var.exp() * (1 + weight.square().sum(0) / noise_var))
    for _ in range(steps):
        mean = mean + lr * to_mean
        log_var = log_var + lr * to_log_var
    return mean, log_var


def no_prior_for_the_mean(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The gradient of the mean lacks - mu, the pull of the prior."""
    column = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        mean = mean + lr * (x - bias - mean @ weight.T) @ weight / noise_var
        log_var = log_var + lr * 0.5 * (1 - log_var.exp() * column)
    return mean, log_var


def steps_in_the_variance(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Takes the steps in sigma^2 and converts at the end: the gradient for log sigma^2 is another one."""
    column = 1 + weight.square().sum(0) / noise_var
    var = log_var.exp()
    for _ in range(steps):
        mean = mean + lr * ((x - bias - mean @ weight.T) @ weight / noise_var - mean)
        var = (var + lr * 0.5 * (1 / var - column)).clamp(min=1e-12)
    return mean, var.log()
