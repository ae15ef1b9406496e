"""Wrong answers to control_variate."""

import torch
from torch import Tensor


def beta_of_one(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Subtracts the whole deviation of h, with beta = 1."""
    return estimates - (control - expected)


def one_beta_for_all_columns(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Sums over all axes for beta: right only for one column."""
    deviation = control - control.mean(0)
    beta = (deviation * estimates).sum() / deviation.square().sum()
    return estimates - beta * (control - expected)


def moments_not_centred(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta is E[g h] / E[h^2]: right only if h has the mean zero in the sample."""
    beta = (control * estimates).mean(0) / control.square().mean(0)
    return estimates - beta * (control - expected)


def variance_of_the_estimates_below(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Divides the covariance by the variance of g, not of h."""
    deviation = control - control.mean(0)
    centred = estimates - estimates.mean(0)
    beta = (deviation * centred).sum(0) / centred.square().sum(0)
    return estimates - beta * (control - expected)


def mean_over_n_and_variance_over_one_less(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """Covariance with n, torch.var with n - 1: beta is too small by the factor 1 - 1/n."""
    beta = ((control - control.mean(0)) * estimates).mean(0) / control.var(0)
    return estimates - beta * (control - expected)


def sample_mean_for_the_expectation(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Subtracts the sample mean of h where E[h] belongs: the mean of the estimates stays noisy."""
    deviation = control - control.mean(0)
    beta = (deviation * estimates).sum(0) / deviation.square().sum(0)
    return estimates - beta * deviation


def beta_held_constant(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Detaches beta, so that the gradient through it is lost."""
    deviation = control - control.mean(0)
    beta = (deviation * estimates).sum(0) / deviation.square().sum(0)
    return estimates - beta.detach() * (control - expected)


def beta_of_the_other_draws(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Leaves draw i out of its own beta, as for the baselines; beta is wanted from all n draws."""
    rows = []
    for i in range(len(estimates)):
        g = torch.cat([estimates[:i], estimates[i + 1 :]])
        h = torch.cat([control[:i], control[i + 1 :]])
        deviation = h - h.mean(0)
        beta = (deviation * g).sum(0) / deviation.square().sum(0)
        rows.append(estimates[i] - beta * (control[i] - expected))
    return torch.stack(rows)


def ratio_of_deviations_with_a_sign(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta is the ratio of the standard deviations with the right sign: no correlation in it."""
    deviation = control - control.mean(0)
    sign = (deviation * estimates).sum(0).sign()
    return estimates - sign * estimates.std(0) / control.std(0) * (control - expected)


def deviations_from_the_expectation(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Takes E[h] for the sample mean in beta, and does not centre g: mean of g leaks in."""
    deviation = control - expected
    beta = (deviation * estimates).sum(0) / deviation.square().sum(0)
    return estimates - beta * deviation


def centred_over_the_last_axis(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The deviations are from the mean over the last axis: right only for one column of draws."""
    deviation = control - control.mean(-1, keepdim=True)
    beta = (deviation * estimates).sum(0) / deviation.square().sum(0)
    return estimates - beta * (control - expected)


def one_expectation_for_all_columns(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Uses the mean of expected for all columns: right only if they share one expectation."""
    deviation = control - control.mean(0)
    beta = (deviation * estimates).sum(0) / deviation.square().sum(0)
    return estimates - beta * (control - expected.mean())
