"""Wrong answers to fit_local_posterior."""

import torch
from torch import Tensor


def slope_by_the_variance(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Adds the gradient by the variance to log_var, so that only the end of the path is right."""
    scaled = weight / noise_var.unsqueeze(-1)
    curvature = (weight * scaled).sum(0)
    for _ in range(steps):
        mean = mean + lr * ((x - mean @ weight.T - bias) @ scaled - mean)
        log_var = log_var + lr * 0.5 * (torch.exp(-log_var) - 1 - curvature)
    return mean, log_var


def curvature_summed_over_rows(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Sums rows of W^T W for the curvature, not its diagonal: right for orthogonal columns."""
    scaled = weight / noise_var.unsqueeze(-1)
    curvature = (weight.T @ scaled).sum(-1)
    for _ in range(steps):
        mean = mean + lr * ((x - mean @ weight.T - bias) @ scaled - mean)
        log_var = log_var + lr * 0.5 * (1 - log_var.exp() * (1 + curvature))
    return mean, log_var


def steps_in_place(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Adds the steps to the caller's tensors in place, so that a second search starts elsewhere."""
    scaled = weight / noise_var.unsqueeze(-1)
    curvature = (weight * scaled).sum(0)
    with torch.no_grad():
        for _ in range(steps):
            mean += lr * ((x - mean @ weight.T - bias) @ scaled - mean)
            log_var += lr * 0.5 * (1 - log_var.exp() * (1 + curvature))
    return mean, log_var
