"""Wrong answers to variance_parts."""

import torch
from torch import Tensor


def one_mean_for_all_columns(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Subtracts the mean of the whole table, right only if all columns have the same mean."""
    repetitions, m = values.shape
    left = values - values.mean()
    factor = (n / m) ** 2 / (repetitions - 1)
    variances = factor * (left**2).sum()
    return variances, factor * (left.sum(1) ** 2).sum() - variances


def other_degrees_of_freedom_for_pairs(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Divides by the repetitions for pairs, so both parts are not the variance together."""
    repetitions, m = values.shape
    left = values - values.mean(0)
    products = left.T @ left / repetitions
    pairs = products.sum() - products.diagonal().sum()
    return values.var(0).sum() * (n / m) ** 2, pairs * (n / m) ** 2


def mean_covariance_of_the_pairs(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Multiplies a mean by the number of pairs, which is NaN for one example without pairs."""
    repetitions, m = values.shape
    left = values - values.mean(0)
    matrix = left.T @ left / (repetitions - 1)
    others = ~torch.eye(m, dtype=torch.bool, device=values.device)
    factor = (n / m) ** 2
    return factor * matrix.diagonal().sum(), factor * m * (m - 1) * matrix[others].mean()
