"""Right answers to variance_parts."""

import torch
from torch import Tensor


def trace_and_rest_of_the_matrix(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Makes the matrix of covariances by a product; the parts are its trace and all the rest."""
    repetitions, m = values.shape
    centred = values - values.mean(0)
    matrix = centred.T @ centred / (repetitions - 1) * (n / m) ** 2
    return matrix.trace(), (matrix - torch.diag(matrix.diagonal())).sum()


def pair_by_pair(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Adds the covariance of each pair of columns twice, in two loops over the columns."""
    m, dof = values.shape[1], values.shape[0] - 1
    columns = [column - column.mean() for column in values.unbind(1)]
    own = values.new_zeros(())
    shared = values.new_zeros(())
    for i, first in enumerate(columns):
        own = own + first.dot(first) / dof
        for second in columns[i + 1 :]:
            shared = shared + 2 * first.dot(second) / dof
    scale = n**2 / m**2
    return scale * own, scale * shared
