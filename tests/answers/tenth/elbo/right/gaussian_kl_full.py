"""Right answers to gaussian_kl_full."""

import torch
from torch import Tensor


def inverse_and_logdet(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Follows the formula with the inverse and both log-determinants."""
    inverse = torch.linalg.inv(cov_p)
    gap = mean_p - mean_q
    trace = (inverse * cov_q).sum((-2, -1))
    square = torch.einsum("...i,...ij,...j->...", gap, inverse, gap)
    return 0.5 * (trace + square - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def triangular_solves(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Uses Cholesky factors and solves triangular systems in place of an inverse."""
    factor_q, factor_p = torch.linalg.cholesky(cov_q), torch.linalg.cholesky(cov_p)
    gap = (mean_q - mean_p).unsqueeze(-1)
    ratio = torch.linalg.solve_triangular(factor_p, factor_q, upper=False)
    white = torch.linalg.solve_triangular(factor_p, gap, upper=False)
    log_p = factor_p.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = factor_q.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    squares = ratio.square().sum((-2, -1)) + white.square().sum((-2, -1))
    return 0.5 * (squares - mean_q.shape[-1]) + log_p - log_q
