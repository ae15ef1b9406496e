"""Wrong answers to variance_parts."""

import torch
from torch import Tensor


def each_pair_once(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Adds the covariances above the diagonal only: half of their part."""
    matrix = (n / values.shape[1]) ** 2 * torch.atleast_2d(torch.cov(values.T))
    return matrix.diagonal().sum(), matrix.triu(1).sum()


def one_mean_for_all_columns(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Subtracts the mean of all values: what the columns' means differ by counts as variance."""
    repetitions, m = values.shape
    centred = values - values.mean()
    variances = (n / m) ** 2 * centred.square().sum() / (repetitions - 1)
    total = (n / m) ** 2 * values.sum(1).var()
    return variances, total - variances


def no_negative_covariances(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Clamps the part of the covariances at 0, which may be negative: the sum is then too large."""
    scale = (n / values.shape[1]) ** 2
    variances = scale * values.var(0).sum()
    total = scale * values.sum(1).var()
    return variances, (total - variances).clamp(min=0)
