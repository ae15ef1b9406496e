"""Right answers to gaussian_kl_full."""

import torch
from torch import Tensor


def whitened(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Make p standard normal by its Cholesky factor, and look at q from there."""
    factor_q, factor_p = torch.linalg.cholesky(cov_q), torch.linalg.cholesky(cov_p)
    shift = torch.linalg.solve_triangular(factor_p, (mean_q - mean_p)[..., None], upper=False)
    spread = torch.linalg.solve_triangular(factor_p, factor_q, upper=False)
    log_ratio = (
        factor_p.diagonal(dim1=-2, dim2=-1).log() - factor_q.diagonal(dim1=-2, dim2=-1).log()
    )
    squares = spread.square().sum((-2, -1)) + shift.square().sum((-2, -1))
    return (squares - mean_q.shape[-1]) / 2 + log_ratio.sum(-1)


def four_terms(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Invert the covariance of p, and add the four terms of the formula by einsum."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    trace = torch.einsum("...ij,...ji->...", precision, cov_q)
    distance = torch.einsum("...i,...ij,...j->...", delta, precision, delta)
    log_det_p = torch.linalg.slogdet(cov_p).logabsdet
    log_det_q = torch.linalg.slogdet(cov_q).logabsdet
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_det_p - log_det_q)
