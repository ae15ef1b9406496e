"""Wrong answers to fit_local_posterior."""

import torch
from torch import Tensor


def negative_bound(x, mean, log_var, weight, bias, noise_var):
    variance = log_var.exp()
    error = ((x - bias - mean @ weight.T) ** 2).sum(-1) + variance @ (weight**2).sum(0)
    return 0.5 * error / noise_var + 0.5 * (mean**2 + variance - 1 - log_var).sum(-1)


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
    """Differentiates the mean over the batch: each step is smaller by the batch size."""
    mean, log_var = mean.detach().clone(), log_var.detach().clone()
    for _ in range(steps):
        mean, log_var = mean.requires_grad_(), log_var.requires_grad_()
        loss = negative_bound(x, mean, log_var, weight, bias, noise_var).mean()
        to_mean, to_log_var = torch.autograd.grad(loss, [mean, log_var])
        mean, log_var = (mean - lr * to_mean).detach(), (log_var - lr * to_log_var).detach()
    return mean, log_var


def variances_without_the_half(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The gradient for log_var lacks its factor 1/2; it ends at the right place, but too soon."""
    precision = 1 + (weight**2).sum(0) / noise_var
    for _ in range(steps):
        step = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        mean = mean + lr * step
        log_var = log_var + lr * (1 - log_var.exp() * precision)
    return mean.detach(), log_var.detach()


def slope_in_the_variance(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Adds the derivative in the variance to its logarithm: the factor sigma^2 is missing."""
    precision = 1 + (weight**2).sum(0) / noise_var
    for _ in range(steps):
        step = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        mean = mean + lr * step
        log_var = log_var + lr * 0.5 * (torch.exp(-log_var) - precision)
    return mean.detach(), log_var.detach()


def adam_in_place_of_ascent(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Takes Adam, whose steps have the size lr whatever the gradient is."""
    mean = mean.detach().clone().requires_grad_()
    log_var = log_var.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([mean, log_var], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        negative_bound(x, mean, log_var, weight, bias, noise_var).sum().backward()
        optimizer.step()
    return mean.detach(), log_var.detach()


def ascent_with_momentum(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """SGD with momentum 0.9: the first step is right, no later one is."""
    mean = mean.detach().clone().requires_grad_()
    log_var = log_var.detach().clone().requires_grad_()
    optimizer = torch.optim.SGD([mean, log_var], lr=lr, momentum=0.9)
    for _ in range(steps):
        optimizer.zero_grad()
        negative_bound(x, mean, log_var, weight, bias, noise_var).sum().backward()
        optimizer.step()
    return mean.detach(), log_var.detach()


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
    """Never clears the gradients, so they add up from the second step on."""
    mean = mean.detach().clone().requires_grad_()
    log_var = log_var.detach().clone().requires_grad_()
    for _ in range(steps):
        negative_bound(x, mean, log_var, weight, bias, noise_var).sum().backward()
        with torch.no_grad():
            mean -= lr * mean.grad
            log_var -= lr * log_var.grad
    return mean.detach(), log_var.detach()


def moves_the_callers_tensors(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Updates the start in place: the caller's mean and log_var are changed."""
    precision = 1 + (weight**2).sum(0) / noise_var
    mean, log_var = mean.detach(), log_var.detach()
    for _ in range(steps):
        mean += lr * ((x - bias - mean @ weight.T) @ weight / noise_var - mean)
        log_var += lr * 0.5 * (1 - log_var.exp() * precision)
    return mean, log_var


def residual_from_the_start(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """x - b - W mean is computed before the loop, so from the second step on it is an old one."""
    residual = (x - bias - mean @ weight.T) @ weight / noise_var
    precision = 1 + (weight**2).sum(0) / noise_var
    for _ in range(steps):
        mean = mean + lr * (residual - mean)
        log_var = log_var + lr * 0.5 * (1 - log_var.exp() * precision)
    return mean.detach(), log_var.detach()


def rows_of_the_gram_matrix(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Sums rows of W^T W, not its diagonal, for log_var: right only for orthogonal columns."""
    precision = 1 + (weight.T @ weight).sum(-1) / noise_var
    for _ in range(steps):
        mean = mean + lr * ((x - bias - mean @ weight.T) @ weight / noise_var - mean)
        log_var = log_var + lr * 0.5 * (1 - log_var.exp() * precision)
    return mean.detach(), log_var.detach()


def bound_from_eight_draws(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Follows the gradient of a Monte Carlo estimate with eight draws, not of the exact ELBO."""
    mean, log_var = mean.detach(), log_var.detach()
    for _ in range(steps):
        mean, log_var = mean.requires_grad_(), log_var.requires_grad_()
        scale = torch.diag_embed((0.5 * log_var).exp())
        bound = elbo_monte_carlo(x, mean, scale, weight, bias, noise_var, 8).sum()
        to_mean, to_log_var = torch.autograd.grad(bound, [mean, log_var])
        mean, log_var = (mean + lr * to_mean).detach(), (log_var + lr * to_log_var).detach()
    return mean, log_var


def clipped_as_in_large_models(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Clips every entry of the gradient to 10 in size: wrong far from the optimum."""
    precision = 1 + (weight**2).sum(0) / noise_var
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        to_log_var = 0.5 * (1 - log_var.exp() * precision)
        mean = mean + lr * to_mean.clamp(-10, 10)
        log_var = log_var + lr * to_log_var.clamp(-10, 10)
    return mean.detach(), log_var.detach()
