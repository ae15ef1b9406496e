"""Right answers to variance_parts."""

import torch
from torch import Tensor


def part_and_rest(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The variance of the row sums less the sum of the column variances."""
    repetitions, m = values.shape
    centred = values - values.mean(0)
    own = (n / m) ** 2 * centred.pow(2).sum() / (repetitions - 1)
    both = (n / m) ** 2 * centred.sum(1).pow(2).sum() / (repetitions - 1)
    return own, both - own


def covariance_matrix(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """torch.cov, its diagonal and what is beside it."""
    m = values.shape[1]
    covariance = torch.cov(values.T).reshape(m, m) * (n / m) ** 2
    own = torch.diagonal(covariance)
    beside = covariance - torch.diag(own)
    return torch.trace(covariance), beside.sum()


def pair_by_pair(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """A loop over the columns; each pair stands twice."""
    repetitions, m = values.shape
    away = values - values.mean(dim=0, keepdim=True)
    variances = values.new_zeros(())
    pairs = values.new_zeros(())
    for i in range(m):
        variances = variances + values[:, i].var()
        for j in range(i):
            pairs = pairs + torch.dot(away[:, i], away[:, j]) / (repetitions - 1)
    factor = n * n / m / m
    return factor * variances, 2 * factor * pairs
