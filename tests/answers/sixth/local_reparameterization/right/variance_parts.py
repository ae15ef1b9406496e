"""Right answers to variance_parts."""

import torch
from torch import Tensor


def total_minus_variances(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The second part is what the variances leave of the variance of the estimate."""
    scale = (n / values.shape[1]) ** 2
    variances = scale * values.var(0).sum()
    return variances, scale * values.sum(1).var() - variances


def covariance_matrix(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The trace of the covariance matrix, and everything beside the diagonal."""
    repetitions, m = values.shape
    scaled = values * (n / m)
    centred = scaled - scaled.mean(dim=0, keepdim=True)
    cov = torch.einsum("ri,rj->ij", centred, centred) / (repetitions - 1)
    beside = cov - torch.diag(cov.diagonal())
    return cov.trace(), beside.sum()


def pair_by_pair(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Loops over columns and pairs of columns with torch.cov."""
    m = values.shape[1]
    first, second = values.new_zeros(()), values.new_zeros(())
    for i in range(m):
        first = first + torch.cov(values[:, i])
        for j in range(i):
            second = second + 2 * torch.cov(values[:, [i, j]].T)[0, 1]
    return n**2 / m**2 * first, n**2 / m**2 * second
