"""Wrong answers to gaussian_kl_full."""

import torch
from torch import Tensor


def trace_of_diagonals(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Multiplies the diagonals alone in the trace: right if one of the covariances is diagonal."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    diagonals = precision.diagonal(dim1=-2, dim2=-1) * cov_q.diagonal(dim1=-2, dim2=-1)
    distance = torch.einsum("...i,...ij,...j->...", delta, precision, delta)
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (diagonals.sum(-1) + distance - mean_q.shape[-1] + log_ratio)


def distance_measured_by_q(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Measures the means' distance by q's covariance: right for equal means or covariances."""
    delta = mean_p - mean_q
    trace = (torch.linalg.inv(cov_p) * cov_q).sum((-2, -1))
    distance = torch.einsum("...i,...ij,...j->...", delta, torch.linalg.inv(cov_q), delta)
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_ratio)


def logarithm_of_two_determinants(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Divides determinants, which are 0 in float32 for, say, 64 variances of 0.01."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    trace = (precision * cov_q).sum((-2, -1))
    distance = torch.einsum("...i,...ij,...j->...", delta, precision, delta)
    log_ratio = (torch.linalg.det(cov_p) / torch.linalg.det(cov_q)).log()
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_ratio)
