"""Wrong answers to control_variate."""

import torch
from torch import Tensor


def sign_flipped(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The correction is added, not subtracted: the variance grows."""
    dh = control - control.mean(0)
    beta = (estimates * dh).sum(0) / dh.square().sum(0)
    return estimates + beta * (control - expected)


def nothing_centered(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta is E[g h] / E[h^2]: without the means that is neither a covariance nor a variance."""
    beta = (estimates * control).sum(0) / control.square().sum(0)
    return estimates - beta * (control - expected)


def correlation_as_beta(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta is the correlation coefficient: divided by both standard deviations, not by Var(h)."""
    dg = estimates - estimates.mean(0)
    dh = control - control.mean(0)
    beta = (dg * dh).sum(0) / (dg.square().sum(0) * dh.square().sum(0)).sqrt()
    return estimates - beta * (control - expected)


def divided_by_variance_of_g(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta divides the covariance by the variance of g, not by that of h."""
    dg = estimates - estimates.mean(0)
    dh = control - control.mean(0)
    beta = (dg * dh).sum(0) / dg.square().sum(0)
    return estimates - beta * (control - expected)


def sample_mean_for_expectation(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The mean of the draws is subtracted from h, not its known expectation: the average does not change."""
    dh = control - control.mean(0)
    beta = (estimates * dh).sum(0) / dh.square().sum(0)
    return estimates - beta * dh


def one_beta_for_all_columns(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """All columns share one beta, from sums over everything."""
    dh = control - control.mean(0)
    beta = (estimates * dh).sum() / dh.square().sum()
    return estimates - beta * (control - expected)


def n_above_n_minus_one_below(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The covariance is divided by n, the variance by n - 1: beta is too small by (n - 1) / n."""
    dg = estimates - estimates.mean(0)
    dh = control - control.mean(0)
    beta = (dg * dh).mean(0) / control.var(0)
    return estimates - beta * (control - expected)


def beta_is_one(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The plain difference with beta = 1, which is not the one of least variance."""
    return estimates - (control - expected)


def control_detached(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The control is detached, so no gradient flows back through it."""
    h = control.detach()
    dh = h - h.mean(0)
    beta = (estimates * dh).sum(0) / dh.square().sum(0)
    return estimates - beta * (h - expected)


def means_over_last_axis(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Means and sums run over the last axis: right for one column of shape (n,) only."""
    dg = estimates - estimates.mean(-1, keepdim=True)
    dh = control - control.mean(-1, keepdim=True)
    beta = (dg * dh).sum(-1, keepdim=True) / dh.square().sum(-1, keepdim=True)
    return estimates - beta * (control - expected)
