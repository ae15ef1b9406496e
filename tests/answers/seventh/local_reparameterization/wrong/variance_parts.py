"""Wrong answers to variance_parts."""

import torch
from torch import Tensor


def one_mean_for_all(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The mean of all values is subtracted, not that of each column."""
    repetitions, m = values.shape
    factor = (n / m) ** 2
    own = factor * ((values - values.mean()) ** 2).sum() / (repetitions - 1)
    return own, factor * values.sum(1).var() - own


def never_negative(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The part of the covariances is cut off at 0, although covariances may be negative."""
    factor = (n / values.shape[1]) ** 2
    own = factor * values.var(0).sum()
    both = factor * values.sum(1).var()
    return own, (both - own).clamp(min=0)


def pairs_once(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Each pair of columns is counted once and not twice."""
    m = values.shape[1]
    covariance = (n / m) ** 2 * torch.cov(values.T).reshape(m, m)
    return covariance.diagonal().sum(), covariance.triu(1).sum()


def all_degrees_of_freedom(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The squares are divided by the number of repetitions, not by one less."""
    repetitions, m = values.shape
    centred = values - values.mean(0)
    covariance = (n / m) ** 2 * centred.T @ centred / repetitions
    own = covariance.diagonal().sum()
    return own, covariance.sum() - own


def factor_not_squared(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The factor n / M leaves the variance without a square."""
    factor = n / values.shape[1]
    own = factor * values.var(0).sum()
    return own, factor * values.sum(1).var() - own
