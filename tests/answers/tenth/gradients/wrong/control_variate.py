"""Wrong answers to control_variate."""

from torch import Tensor


def centred_at_the_sample_mean(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Subtracts h minus its mean over the draws, so the mean of the result does not improve."""
    deviation = control - control.mean(0)
    beta = (estimates * deviation).sum(0) / deviation.square().sum(0)
    return estimates - beta * deviation


def one_slope_for_all_columns(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Sums over all axes, so that one beta has to serve columns of different slopes."""
    deviation = control - control.mean(0)
    beta = (estimates * deviation).sum() / deviation.square().sum()
    return estimates - beta * (control - expected)


def covariance_over_n(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Covariance with n, variance with n - 1: beta is too small by the factor (n - 1) / n."""
    deviation = control - control.mean(0)
    beta = (estimates * deviation).mean(0) / control.var(0)
    return estimates - beta * (control - expected)
