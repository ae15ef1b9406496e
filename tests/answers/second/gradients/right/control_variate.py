"""Answers to control_variate, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def var_of_library(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Sample covariance over n - 1 and torch.var."""
    n = len(control)
    h = control - control.mean(0)
    beta = (h * (estimates - estimates.mean(0))).sum(0) / (n - 1) / control.var(0)
    return estimates - beta * (control - expected)


def projection_of_flat_columns(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Flattens, and gets beta with einsum."""
    g, h = (
        estimates.flatten().view(len(estimates), -1)
        if estimates.is_contiguous()
        else estimates.reshape(len(estimates), -1),
        control.reshape(len(control), -1),
    )
    d = h - h.mean(0, keepdim=True)
    beta = torch.einsum("nc,nc->c", d, g) / torch.einsum("nc,nc->c", d, d)
    return torch.addcmul(g, beta, h - expected.reshape(-1), value=-1).reshape(estimates.shape)


def slope_of_the_regression(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The residual of the regression on h, moved to the value of the line at E[h]."""
    centred = control - control.mean(0)
    slope = (estimates * centred).mean(0) / (centred * centred).mean(0)
    residual = estimates - estimates.mean(0) - slope * centred
    return residual + estimates.mean(0) + slope * (expected - control.mean(0))


def torch_cov_for_each_column(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """A loop over the columns with torch.cov."""
    columns = []
    g, h, e = (
        estimates.reshape(len(estimates), -1),
        control.reshape(len(control), -1),
        expected.reshape(-1),
    )
    for i in range(g.shape[1]):
        c = torch.cov(torch.stack([g[:, i], h[:, i]]))
        columns.append(g[:, i] - c[0, 1] / c[1, 1] * (h[:, i] - e[i]))
    return torch.stack(columns, 1).reshape(estimates.shape)
