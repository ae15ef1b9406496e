"""Wrong answers to control_variate."""

from torch import Tensor


def one_beta_for_all_columns(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Adds covariances and variances over all columns, so they share one beta."""
    g, h = estimates - estimates.mean(0), control - control.mean(0)
    beta = (g * h).sum() / h.square().sum()
    return estimates - beta * (control - expected)


def covariance_by_n_variance_by_n_minus_one(
    estimates: Tensor, control: Tensor, expected: Tensor
) -> Tensor:
    """Divides a mean of products by var(), which divides by n - 1, so beta is too small."""
    g, h = estimates - estimates.mean(0), control - control.mean(0)
    beta = (g * h).mean(0) / control.var(0)
    return estimates - beta * (control - expected)


def beta_from_raw_products(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Takes E[g h] / E[h^2] for beta without subtracting means, right only if h has mean 0."""
    beta = (estimates * control).sum(0) / control.square().sum(0)
    return estimates - beta * (control - expected)
