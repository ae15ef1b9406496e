"""Wrong answers to control_variate."""

from torch import Tensor


def sums_of_two_kinds(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Divides a covariance over n by a variance over n - 1, which differs for few draws."""
    deviation = control - control.mean(0)
    covariance = ((estimates - estimates.mean(0)) * deviation).mean(0)
    return estimates - covariance / control.var(0) * (control - expected)


def beta_out_of_the_graph(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Takes beta for a number: the values are right, the gradients miss what flows through it."""
    deviation = control - control.mean(0)
    beta = (estimates * deviation).sum(0) / deviation.square().sum(0)
    return estimates - beta.detach() * (control - expected)


def mean_over_all_columns(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Subtracts one mean of h for all columns: right for one column, or columns of one mean."""
    deviation = control - control.mean()
    beta = ((estimates - estimates.mean(0)) * deviation).sum(0) / deviation.square().sum(0)
    return estimates - beta * (control - expected)
