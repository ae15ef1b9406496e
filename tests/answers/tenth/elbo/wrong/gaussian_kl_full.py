"""Wrong answers to gaussian_kl_full."""

import torch
from torch import Tensor


def trace_of_the_diagonals(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Multiplies only the diagonals for the trace, which is right without correlations."""
    inverse = torch.linalg.inv(cov_p)
    gap = (mean_p - mean_q).unsqueeze(-1)
    diagonals = inverse.diagonal(dim1=-2, dim2=-1) * cov_q.diagonal(dim1=-2, dim2=-1)
    square = (gap.mT @ inverse @ gap).squeeze(-1).squeeze(-1)
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (diagonals.sum(-1) + square - mean_q.shape[-1] + log_ratio)


def determinants_before_logarithms(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Divides determinants, which are rounded to 0 for many small variances: then NaN."""
    inverse = torch.linalg.inv(cov_p)
    gap = (mean_p - mean_q).unsqueeze(-1)
    trace = (inverse * cov_q).sum((-2, -1))
    square = (gap.mT @ inverse @ gap).squeeze(-1).squeeze(-1)
    ratio = torch.linalg.det(cov_p) / torch.linalg.det(cov_q)
    return 0.5 * (trace + square - mean_q.shape[-1] + torch.log(ratio))


def means_compared_by_cov_q(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Measures the distance of the means by the inverse of cov_q instead of cov_p."""
    gap = (mean_p - mean_q).unsqueeze(-1)
    trace = (torch.linalg.inv(cov_p) * cov_q).sum((-2, -1))
    square = (gap.mT @ torch.linalg.inv(cov_q) @ gap).squeeze(-1).squeeze(-1)
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (trace + square - mean_q.shape[-1] + log_ratio)
