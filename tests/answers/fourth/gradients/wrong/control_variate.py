"""Wrong answers to control_variate."""

from torch import Tensor


def n_beside_n_minus_one(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """The covariance divides by n, the variance by n - 1: beta is too small by (n - 1) / n."""
    dg, dh = estimates - estimates.mean(0), control - control.mean(0)
    beta = (dg * dh).mean(0) / control.var(0)
    return estimates - beta * (control - expected)


def one_beta_for_all_columns(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Sums over all axes: the columns share one beta."""
    dh = control - control.mean(0)
    beta = (estimates * dh).sum() / dh.square().sum()
    return estimates - beta * (control - expected)


def sample_mean_for_the_expectation(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Subtracts the mean of h over the draws, not its expectation: the mean stays as it was."""
    dh = control - control.mean(0)
    beta = (estimates * dh).sum(0) / dh.square().sum(0)
    return estimates - beta * dh


def moments_around_zero(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """E[g h] / E[h^2]: no mean is subtracted for the covariance and the variance."""
    beta = (estimates * control).mean(0) / control.square().mean(0)
    return estimates - beta * (control - expected)


def divides_by_the_standard_deviation(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """beta is the covariance over the standard deviation of h, not over its variance."""
    n = len(estimates)
    dh = control - control.mean(0)
    beta = (estimates * dh).sum(0) / (n - 1) / control.std(0)
    return estimates - beta * (control - expected)


def beta_is_detached(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta is detached: the part of the gradient that goes through it is missing."""
    dh = control - control.mean(0)
    beta = (estimates * dh).sum(0) / dh.square().sum(0)
    return estimates - beta.detach() * (control - expected)
