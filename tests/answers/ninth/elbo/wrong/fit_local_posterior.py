"""Wrong answers to fit_local_posterior."""

import torch
from torch import Tensor


def square_of_the_summed_stds(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Adds (W sigma)^2 and not W^2 sigma^2 to the squared error, right for one coordinate only."""
    for _ in range(steps):
        with torch.enable_grad():
            mean, log_var = (t.detach().clone().requires_grad_() for t in (mean, log_var))
            spread = (0.5 * log_var).exp() @ weight.T
            square = (x - bias - mean @ weight.T).square() + spread.square()
            divergence = 0.5 * (mean.square() + log_var.exp() - 1 - log_var).sum()
            total = -0.5 * (square / noise_var).sum() - divergence
            by_mean, by_log_var = torch.autograd.grad(total, (mean, log_var))
        mean, log_var = mean.detach() + lr * by_mean, log_var.detach() + lr * by_log_var
    return mean, log_var


def slope_in_the_variance_itself(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Moves log_var by the derivative in the variance, without the factor of the chain rule."""
    weighted = weight / noise_var.unsqueeze(-1)
    diagonal = 1 + (weight * weighted).sum(0)
    for _ in range(steps):
        by_mean = (x - bias - mean @ weight.T) @ weighted - mean
        by_variance = 0.5 * (torch.exp(-log_var) - diagonal)
        mean, log_var = mean + lr * by_mean, log_var + lr * by_variance
    return mean, log_var


def gradients_pile_up(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Never clears .grad, so that each step adds all gradients so far, right for one step only."""
    mean = mean.detach().clone().requires_grad_()
    log_var = log_var.detach().clone().requires_grad_()
    for _ in range(steps):
        variance = log_var.exp()
        square = (x - bias - mean @ weight.T).square() + variance @ weight.square().T
        divergence = 0.5 * (mean.square() + variance - 1 - log_var).sum()
        (-0.5 * (square / noise_var).sum() - divergence).backward(inputs=[mean, log_var])
        with torch.no_grad():
            mean += lr * mean.grad
            log_var += lr * log_var.grad
    return mean.detach(), log_var.detach()
