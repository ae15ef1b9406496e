"""Wrong answers to variance_parts."""

import torch
from torch import Tensor


def covariances_not_below_zero(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """A negative part of the covariances is cut off at 0."""
    scale = (n / values.shape[1]) ** 2
    first = scale * values.var(0).sum()
    total = scale * values.sum(1).var()
    return first, (total - first).clamp(min=0)


def one_mean_for_all(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Subtracts the mean of all values and not that of each column."""
    repetitions, m = values.shape
    centred = values - values.mean()
    cov = centred.T @ centred / (repetitions - 1) * (n / m) ** 2
    return cov.trace(), cov.sum() - cov.trace()


def repetitions_as_denominator(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Divides by the number of repetitions and not by one less."""
    scale = (n / values.shape[1]) ** 2
    centred = values - values.mean(0)
    first = scale * (centred**2).mean(0).sum()
    return first, scale * (centred.sum(1) ** 2).mean() - first


def each_pair_once(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Counts each pair of columns once and not twice."""
    m = values.shape[1]
    cov = torch.atleast_2d(torch.cov(values.T)) * (n / m) ** 2
    return cov.diagonal().sum(), torch.triu(cov, 1).sum()


def limit_of_a_large_minibatch(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The second part is n^2 times the mean covariance of a pair, without (M - 1) / M."""
    m = values.shape[1]
    cov = torch.atleast_2d(torch.cov(values.T))
    first = n**2 / m**2 * cov.trace()
    return first, n**2 * (cov.sum() - cov.trace()) / max(m * (m - 1), 1)
