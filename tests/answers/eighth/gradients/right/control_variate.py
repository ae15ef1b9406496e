"""Right answers to control_variate."""

import torch
from torch import Tensor


def moments_draw_by_draw(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Updates means, covariance and variance with each new draw, after Welford."""
    mean_g, mean_h = estimates[0], control[0]
    covariance, variance = torch.zeros_like(mean_g), torch.zeros_like(mean_h)
    for count, (g, h) in enumerate(zip(estimates[1:], control[1:]), 2):
        step = h - mean_h
        mean_g, mean_h = mean_g + (g - mean_g) / count, mean_h + step / count
        covariance = covariance + (g - mean_g) * step
        variance = variance + (h - mean_h) * step
    beta = covariance / variance
    return torch.stack([g - beta * (h - expected) for g, h in zip(estimates, control)])


def slope_of_a_regression(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Finds beta as the slope of the straight line through g over h, by einsum over columns."""
    shape = estimates.shape
    g, h = estimates.reshape(shape[0], -1), control.reshape(shape[0], -1)
    centred = h - torch.einsum("nc->c", h) / shape[0]
    beta = torch.einsum("nc,nc->c", centred, g - g[:1]) / torch.einsum("nc,nc->c", centred, centred)
    return estimates - (beta * (h - expected.reshape(1, -1))).reshape(shape)
