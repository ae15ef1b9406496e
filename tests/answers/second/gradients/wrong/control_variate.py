"""Answers to control_variate, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def own_mean_of_the_control(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The mean of the draws of h is subtracted, not its expectation: the mean stays what it was."""
    h = control - control.mean(0)
    return estimates - (estimates * h).sum(0) / h.square().sum(0) * h


def moments_about_the_expectation(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The covariance uses h - E[h] with g as it is, but not the deviations from the mean: beta differs."""
    h = control - expected
    return estimates - (estimates * h).sum(0) / h.square().sum(0) * h


def one_beta_for_all(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """One beta is made from all columns together; each has one of its own."""
    h = control - control.mean(0)
    return estimates - (estimates * h).sum() / h.square().sum() * (control - expected)


def correlation_for_beta(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta is the correlation; the ratio of the standard deviations is missing."""
    g, h = estimates - estimates.mean(0), control - control.mean(0)
    rho = (g * h).sum(0) / (g.square().sum(0) * h.square().sum(0)).sqrt()
    return estimates - rho * (control - expected)


def covariance_with_n_variance_with_less(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """The covariance divides by n and the variance by n - 1: beta is too small."""
    h = control - control.mean(0)
    return estimates - (estimates * h).mean(0) / control.var(0) * (control - expected)


def beta_of_the_others(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Each draw gets a beta from the other draws; here one beta comes from all n."""
    n = len(estimates)
    rows = []
    for i in range(n):
        keep = [j for j in range(n) if j != i]
        g, h = estimates[keep], control[keep] - control[keep].mean(0)
        beta = (g * h).sum(0) / h.square().sum(0).clamp_min(1e-12)
        rows.append(estimates[i] - beta * (control[i] - expected))
    return torch.stack(rows)


def variance_of_g(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta is divided by the variance of g, not by that of h."""
    g, h = estimates - estimates.mean(0), control - control.mean(0)
    return estimates - (g * h).sum(0) / g.square().sum(0) * (control - expected)


def guarded_variance(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """0.01 is added to the variance of h, which spoils beta where h varies little."""
    h = control - control.mean(0)
    return estimates - (estimates * h).mean(0) / (h.square().mean(0) + 1e-2) * (control - expected)
