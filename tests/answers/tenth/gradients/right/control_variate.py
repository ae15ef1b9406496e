"""Right answers to control_variate."""

import torch
from torch import Tensor


def regression_slope(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The slope of a regression of g on h, from deviations of both."""
    g = estimates - estimates.mean(dim=0, keepdim=True)
    h = control - control.mean(dim=0, keepdim=True)
    beta = torch.einsum("n...,n...->...", g, h) / h.pow(2).sum(0)
    return estimates - beta * (control - expected)


def column_after_column(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Flattens everything but the draws, and takes a covariance matrix for each column."""
    n = estimates.shape[0]
    means = expected.reshape(-1)
    columns = []
    pairs = zip(estimates.reshape(n, -1).unbind(1), control.reshape(n, -1).unbind(1), strict=True)
    for i, (g, h) in enumerate(pairs):
        covariance = torch.cov(torch.stack([g, h]))
        columns.append(g - covariance[0, 1] / covariance[1, 1] * (h - means[i]))
    return torch.stack(columns, 1).reshape(estimates.shape)
