"""Right answers to control_variate."""

import torch
from torch import Tensor


def deviations_of_both(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Deviations of both from their means, sums over the first axis."""
    dg = estimates - estimates.mean(0)
    dh = control - control.mean(0)
    beta = (dg * dh).sum(0) / (dh**2).sum(0)
    return estimates - beta * (control - expected)


def only_the_control_centered(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Only the control is centered; the variance is torch.var with its n - 1."""
    n = estimates.shape[0]
    centered = control - torch.mean(control, dim=0, keepdim=True)
    covariance = torch.sum(estimates * centered, 0) / (n - 1)
    beta = covariance / torch.var(control, dim=0)
    return estimates - beta * (control - expected)


def column_after_column(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Flattened to columns, with torch.cov for each of them."""
    g = estimates.reshape(len(estimates), -1)
    h = control.reshape(len(control), -1)
    mean = expected.reshape(-1)
    columns = []
    for j in range(g.shape[1]):
        c = torch.cov(torch.stack([g[:, j], h[:, j]]))
        columns.append(g[:, j] - c[0, 1] / c[1, 1] * (h[:, j] - mean[j]))
    return torch.stack(columns, 1).reshape(estimates.shape)


def residual_and_offset(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The residual of the regression of g on h, with the fitted value at h = E[h] added."""
    mean_g, mean_h = estimates.mean(0), control.mean(0)
    a, b = estimates - mean_g, control - mean_h
    slope = torch.einsum("n...,n...->...", a, b) / torch.einsum("n...,n...->...", b, b)
    residual = a - slope * b
    fitted = mean_g + slope * (expected - mean_h)
    return residual + fitted


def covariance_with_standardized_control(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """The covariance with the standardized control, over its standard deviation; double precision inside."""
    g, h = estimates.double(), control.double()
    deviation = h.std(0, correction=0)
    standardized = (h - h.mean(0)) / deviation
    beta = (g * standardized).mean(0) / deviation
    return (g - beta.unsqueeze(0) * (h - expected.double().unsqueeze(0))).to(estimates.dtype)
