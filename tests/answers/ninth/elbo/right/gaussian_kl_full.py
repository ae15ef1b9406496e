"""Right answers to gaussian_kl_full."""

import torch
from torch import Tensor


def kl_from_distributions(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Asks torch.distributions for the divergence of two MultivariateNormals."""
    q = torch.distributions.MultivariateNormal(mean_q, covariance_matrix=cov_q)
    p = torch.distributions.MultivariateNormal(mean_p, covariance_matrix=cov_p)
    return torch.distributions.kl_divergence(q, p)


def kl_from_cholesky_factors(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Solves with the Cholesky factor of p, and adds squares and logarithms of diagonals."""

    def half_log_det(factor: Tensor) -> Tensor:
        return factor.diagonal(dim1=-2, dim2=-1).log().sum(-1)

    factor_q, factor_p = torch.linalg.cholesky(cov_q), torch.linalg.cholesky(cov_p)
    ratio = torch.linalg.solve_triangular(factor_p, factor_q, upper=False)
    shift = torch.linalg.solve_triangular(factor_p, (mean_p - mean_q).unsqueeze(-1), upper=False)
    squares = ratio.square().sum((-2, -1)) + shift.square().sum((-2, -1))
    log_ratio = half_log_det(factor_p) - half_log_det(factor_q)
    return 0.5 * (squares - mean_q.shape[-1]) + log_ratio
