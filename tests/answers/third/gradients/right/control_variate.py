"""Right answers to control_variate."""

import torch
from torch import Tensor
from torch.func import vmap


def column_after_column_with_torch_cov(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """Flattens all but the first axis, and asks torch.cov for the four numbers of each column."""
    n = len(estimates)
    columns = []
    for g, h, e in zip(
        estimates.reshape(n, -1).unbind(1), control.reshape(n, -1).unbind(1), expected.reshape(-1)
    ):
        table = torch.cov(torch.stack([g, h]))
        columns.append(g - table[0, 1] / table[1, 1] * (h - e))
    return torch.stack(columns, 1).reshape(estimates.shape)


def both_centred_with_einsum(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Centres g and h, sums the products with einsum, once for the covariance, once for h."""
    g = estimates - estimates.mean(dim=0, keepdim=True)
    h = control - control.mean(dim=0, keepdim=True)
    covariance = torch.einsum("n...,n...->...", g, h)
    return estimates + covariance / torch.einsum("n...,n...->...", h, h) * (expected - control)


def correlation_times_ratio_of_deviations(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """Standardizes both; beta is the correlation times the ratio of the standard deviations."""
    g = (estimates - estimates.mean(0)) / estimates.std(0)
    h = (control - control.mean(0)) / control.std(0)
    correlation = (g * h).sum(0) / (len(g) - 1)
    beta = correlation * estimates.std(0) / control.std(0)
    return torch.addcmul(estimates, beta, control - expected, value=-1)


def variance_and_covariance_by_torch_var(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """torch.var_mean with correction 1, and a covariance with n - 1 as well, in float64."""
    g, h = estimates.double(), control.double()
    variance, centre = torch.var_mean(h, dim=0)
    covariance = ((h - centre) * g).sum(0).div(g.size(0) - 1)
    return (g - covariance / variance * (h - expected.double())).to(estimates.dtype)


def slope_of_a_regression_under_vmap(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """Fits a line to one column, and vmap brings the other columns: residual, plus its height."""

    def single(g: Tensor, h: Tensor, e: Tensor) -> Tensor:
        x = h - h.mean()
        slope = torch.dot(x, g) / torch.dot(x, x)
        residual = g - g.mean() - slope * x
        return residual + g.mean() + slope * (e - h.mean())

    n = len(estimates)
    tables = [t.reshape(n, -1) for t in (estimates, control)]
    out = vmap(single, in_dims=(1, 1, 0), out_dims=1)(*tables, expected.reshape(-1))
    return out.reshape(estimates.shape)
