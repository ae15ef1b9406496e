"""Wrong answers to gaussian_kl_full."""

import torch
from torch import Tensor


def the_other_direction(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The arguments are swapped: this is KL(p || q)."""
    inverse, delta = torch.linalg.inv(cov_q), mean_q - mean_p
    trace = (inverse * cov_p).sum((-2, -1))
    square = torch.einsum("...i,...ij,...j->...", delta, inverse, delta)
    return 0.5 * (trace + square - delta.shape[-1] + torch.logdet(cov_q) - torch.logdet(cov_p))


def trace_from_diagonals_only(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The trace multiplies the diagonals only: the products of the off-diagonal entries are missing."""
    inverse, delta = torch.linalg.inv(cov_p), mean_p - mean_q
    trace = (inverse.diagonal(dim1=-2, dim2=-1) * cov_q.diagonal(dim1=-2, dim2=-1)).sum(-1)
    square = torch.einsum("...i,...ij,...j->...", delta, inverse, delta)
    return 0.5 * (trace + square - delta.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def determinant_ratio_upside_down(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The ratio of the determinants is upside down: log det(cov_q) / det(cov_p)."""
    inverse, delta = torch.linalg.inv(cov_p), mean_p - mean_q
    trace = (inverse * cov_q).sum((-2, -1))
    square = torch.einsum("...i,...ij,...j->...", delta, inverse, delta)
    return 0.5 * (trace + square - delta.shape[-1] + torch.logdet(cov_q) - torch.logdet(cov_p))


def dimension_from_the_first_axis(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """d is read from the first axis of the covariance: with a batch, that is the batch size."""
    inverse, delta = torch.linalg.inv(cov_p), mean_p - mean_q
    trace = (inverse * cov_q).sum((-2, -1))
    square = torch.einsum("...i,...ij,...j->...", delta, inverse, delta)
    return 0.5 * (trace + square - cov_q.shape[0] + torch.logdet(cov_p) - torch.logdet(cov_q))


def determinant_as_product_of_diagonal(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The determinant of a covariance is not the product of its diagonal; that holds for triangular matrices."""
    inverse, delta = torch.linalg.inv(cov_p), mean_p - mean_q
    trace = (inverse * cov_q).sum((-2, -1))
    square = torch.einsum("...i,...ij,...j->...", delta, inverse, delta)
    logs = cov_p.diagonal(dim1=-2, dim2=-1).log() - cov_q.diagonal(dim1=-2, dim2=-1).log()
    return 0.5 * (trace + square - delta.shape[-1] + logs.sum(-1))


def determinant_before_logarithm(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The determinant itself underflows to 0 or overflows in many dimensions: use logdet."""
    inverse, delta = torch.linalg.inv(cov_p), mean_p - mean_q
    trace = (inverse * cov_q).sum((-2, -1))
    square = torch.einsum("...i,...ij,...j->...", delta, inverse, delta)
    return 0.5 * (trace + square - delta.shape[-1] + torch.log(torch.det(cov_p) / torch.det(cov_q)))


def distance_measured_by_q(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The distance of the means is measured with the inverse of cov_q, not of cov_p."""
    delta = (mean_p - mean_q).unsqueeze(-1)
    trace = (torch.linalg.inv(cov_p) @ cov_q).diagonal(dim1=-2, dim2=-1).sum(-1)
    square = (delta.mT @ torch.linalg.inv(cov_q) @ delta)[..., 0, 0]
    return 0.5 * (trace + square - delta.shape[-2] + torch.logdet(cov_p) - torch.logdet(cov_q))


def jitter_on_both_diagonals(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """0.001 is added to both diagonals for stability: wrong for small covariances."""
    jitter = 1e-3 * torch.eye(mean_q.shape[-1], dtype=mean_q.dtype, device=mean_q.device)
    s_q, s_p = cov_q + jitter, cov_p + jitter
    inverse, delta = torch.linalg.inv(s_p), mean_p - mean_q
    trace = (inverse * s_q).sum((-2, -1))
    square = torch.einsum("...i,...ij,...j->...", delta, inverse, delta)
    return 0.5 * (trace + square - delta.shape[-1] + torch.logdet(s_p) - torch.logdet(s_q))
