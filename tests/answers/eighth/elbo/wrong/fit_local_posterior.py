"""Wrong answers to fit_local_posterior."""

import torch
from torch import Tensor


def deviations_added(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Adds standard deviations where variances add, which is right for one latent coordinate."""
    with torch.enable_grad():
        for _ in range(steps):
            mean = mean.detach().requires_grad_()
            log_var = log_var.detach().requires_grad_()
            error = x - bias - mean @ weight.T
            spread = (log_var / 2).exp() @ weight.T
            fit = ((error**2 + spread**2) / noise_var).sum()
            bound = -0.5 * (fit + (mean**2 + log_var.exp() - log_var).sum())
            to_mean, to_log_var = torch.autograd.grad(bound, [mean, log_var])
            mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean.detach(), log_var.detach()


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
    """Moves log_var by the gradient for the variance itself, which is right at log_var = 0 only."""
    scaled = weight / noise_var.unsqueeze(-1)
    diagonal = 1 + (scaled * weight).sum(0)
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ scaled - mean
        mean = mean + lr * to_mean
        log_var = log_var + lr * 0.5 * ((-log_var).exp() - diagonal)
    return mean, log_var


def stopped_early(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Stops when no entry moves by 1e-3 any more, so that small steps do not arrive."""
    scaled = weight / noise_var.unsqueeze(-1)
    diagonal = 1 + (scaled * weight).sum(0)
    for _ in range(steps):
        step_mean = lr * ((x - bias - mean @ weight.T) @ scaled - mean)
        step_log_var = lr * 0.5 * (1 - log_var.exp() * diagonal)
        mean, log_var = mean + step_mean, log_var + step_log_var
        if max(step_mean.abs().max(), step_log_var.abs().max()) < 1e-3:
            break
    return mean, log_var
