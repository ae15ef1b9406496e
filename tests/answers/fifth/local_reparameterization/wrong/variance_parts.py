"""Wrong answers to variance_parts."""

import torch
from torch import Tensor


def divided_by_repetitions(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Sums are divided by the repetitions, not by one less."""
    repetitions, m = values.shape
    centred = values - values.mean(0)
    scale = (n / m) ** 2 / repetitions
    own = scale * centred.square().sum()
    return own, scale * centred.sum(1).square().sum() - own


def each_pair_once(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Only the upper half of the covariances is summed."""
    m = values.shape[1]
    matrix = torch.cov(values.T).reshape(m, m) * (n / m) ** 2
    return matrix.diagonal().sum(), torch.triu(matrix, diagonal=1).sum()


def one_mean_for_all_columns(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The mean of everything is subtracted, so that different means count as variance."""
    repetitions, m = values.shape
    centred = values - values.mean()
    own = (n / m) ** 2 * centred.square().sum() / (repetitions - 1)
    return own, (n * values.mean(1)).var() - own


def never_negative(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The part of the covariances is cut off at 0, though covariances can be negative."""
    m = values.shape[1]
    together = (n * values.mean(1)).var()
    own = (n / m) ** 2 * values.var(0).sum()
    return own, (together - own).clamp(min=0)


def mean_of_squares(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Mean squares minus squared means: of large values only rounding errors are left."""
    repetitions, m = values.shape
    scale = (n / m) ** 2 * repetitions / (repetitions - 1)
    own = scale * ((values**2).mean(0) - values.mean(0) ** 2).sum()
    sums = values.sum(1)
    return own, scale * ((sums**2).mean() - sums.mean() ** 2) - own


def not_for_one_example(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """torch.cov of a single column is no matrix and has no diagonal."""
    matrix = torch.cov(values.T) * (n / values.shape[1]) ** 2
    own = torch.diagonal(matrix).sum()
    return own, matrix.sum() - own
