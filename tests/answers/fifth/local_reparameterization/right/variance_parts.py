"""Right answers to variance_parts."""

import torch
from torch import Tensor


def squares_and_difference(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Squares of the centred values, and what is left of the variance of the row sums."""
    repetitions, m = values.shape
    centred = values - values.mean(0)
    scale = (n / m) ** 2 / (repetitions - 1)
    own = scale * centred.square().sum()
    return own, scale * centred.sum(1).square().sum() - own


def covariance_matrix(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The diagonal and the rest of torch.cov."""
    m = values.shape[1]
    matrix = torch.cov(values.T).reshape(m, m) * (n / m) ** 2
    own = matrix.diagonal()
    return own.sum(), (matrix - torch.diag(own)).sum()


def library_variances(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """var of the columns and of the estimates, after the columns' means are taken off."""
    m = values.shape[1]
    values = values - values.mean(dim=0, keepdim=True)
    together = torch.var(n * values.mean(dim=1), dim=0, correction=1)
    own = n**2 / m**2 * torch.var(values, dim=0, correction=1).sum()
    return own, together - own


def pair_by_pair(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Loops over the columns and over the pairs, each of which stands twice."""
    repetitions, m = values.shape
    columns = [column - column.mean() for column in values.unbind(1)]
    own = values.new_zeros(())
    pairs = values.new_zeros(())
    for i, first in enumerate(columns):
        own = own + first.dot(first) / (repetitions - 1)
        for second in columns[:i]:
            pairs = pairs + 2 * first.dot(second) / (repetitions - 1)
    return own * (n / m) ** 2, pairs * (n / m) ** 2
