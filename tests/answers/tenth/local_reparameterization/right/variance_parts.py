"""Right answers to variance_parts."""

import torch
from torch import Tensor


def matrix_of_covariances(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Takes the covariance matrix, its diagonal, and what lies off it."""
    m = values.shape[1]
    matrix = torch.atleast_2d(torch.cov(values.T)) * (n / m) ** 2
    off = ~torch.eye(m, dtype=torch.bool, device=values.device)
    return matrix.trace(), matrix[off].sum()


def pairs_in_a_loop(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Centres the columns, and adds up the product of each pair of them, twice."""
    repetitions, m = values.shape
    columns = (values - values.mean(0)).unbind(1)
    factor = (n / m) ** 2 / (repetitions - 1)
    own, shared = values.new_zeros(()), values.new_zeros(())
    before = torch.zeros_like(columns[0])
    for column in columns:
        own = own + column @ column
        shared = shared + 2 * (before @ column)
        before = before + column
    return factor * own, factor * shared
