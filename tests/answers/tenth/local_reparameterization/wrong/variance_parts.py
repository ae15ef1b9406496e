"""Wrong answers to variance_parts."""

import torch
from torch import Tensor


def around_one_common_mean(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Subtracts the mean of all values for the first part, so unequal means count as variance."""
    repetitions, m = values.shape
    factor = (n / m) ** 2
    own = factor * (values - values.mean()).square().sum() / (repetitions - 1)
    return own, factor * values.sum(1).var() - own


def each_pair_once(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Counts each pair of columns once and not twice, so the second part is half as large."""
    m = values.shape[1]
    matrix = torch.atleast_2d(torch.cov(values.T)) * (n / m) ** 2
    return matrix.diagonal().sum(), torch.triu(matrix, 1).sum()


def two_kinds_of_degrees_of_freedom(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Divides by the repetitions in the whole and by one less in the first part."""
    factor = (n / values.shape[1]) ** 2
    own = factor * values.var(0).sum()
    whole = factor * torch.var(values.sum(1), correction=0)
    return own, whole - own
