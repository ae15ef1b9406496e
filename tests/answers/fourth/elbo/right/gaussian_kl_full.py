"""Right answers to gaussian_kl_full."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence


def divergence_of_the_library(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """kl_divergence of two MultivariateNormal."""
    q = MultivariateNormal(mean_q, covariance_matrix=cov_q)
    p = MultivariateNormal(mean_p, covariance_matrix=cov_p)
    return kl_divergence(q, p)


def solves_linear_systems(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """torch.linalg.solve for the trace and for the distance, no inverse."""
    d = mean_q.shape[-1]
    diff = (mean_p - mean_q).unsqueeze(-1)
    ratio = torch.linalg.solve(cov_p, cov_q)
    trace = ratio.diagonal(dim1=-2, dim2=-1).sum(-1)
    distance = (diff.mT @ torch.linalg.solve(cov_p, diff)).squeeze(-1).squeeze(-1)
    log_det = torch.linalg.slogdet(cov_p).logabsdet - torch.linalg.slogdet(cov_q).logabsdet
    return (trace + distance - d + log_det) / 2


def whitens_by_cholesky(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Cholesky factors of both: the trace is a squared length of a triangular solution."""
    lq, lp = torch.linalg.cholesky(cov_q), torch.linalg.cholesky(cov_p)
    white = torch.linalg.solve_triangular(lp, lq, upper=False)
    away = torch.linalg.solve_triangular(lp, (mean_p - mean_q)[..., None], upper=False)
    log_p = lp.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = lq.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    squares = white.square().sum((-2, -1)) + away.square().sum((-2, -1))
    return 0.5 * squares - 0.5 * mean_q.shape[-1] + log_p - log_q


def einsum_with_the_inverse(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The inverse of P's covariance in two einsums; one log-determinant of the product."""
    inverse = torch.inverse(cov_p)
    delta = mean_q - mean_p
    trace = torch.einsum("...ij,...ji->...", inverse, cov_q)
    distance = torch.einsum("...i,...ij,...j->...", delta, inverse, delta)
    return 0.5 * (trace + distance - delta.size(-1) - torch.logdet(inverse @ cov_q))
