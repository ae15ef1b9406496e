"""Wrong answers to gaussian_kl_full."""

import torch
from torch import Tensor


def distance_measured_by_q(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Measures the distance of the means with the precision of q and not with that of p."""
    trace = (torch.linalg.inv(cov_p) * cov_q).sum((-2, -1))
    shift = (mean_p - mean_q).unsqueeze(-1)
    distance = (shift * torch.linalg.solve(cov_q, shift)).sum((-2, -1))
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def logarithm_of_plain_determinants(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Divides determinants before the logarithm, which over- or underflow in many dimensions."""
    trace = (torch.linalg.inv(cov_p) * cov_q).sum((-2, -1))
    shift = (mean_p - mean_q).unsqueeze(-1)
    distance = (shift * torch.linalg.solve(cov_p, shift)).sum((-2, -1))
    ratio = torch.linalg.det(cov_p) / torch.linalg.det(cov_q)
    return 0.5 * (trace + distance - mean_q.shape[-1] + ratio.log())


def dimension_from_the_first_axis(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Takes d from the first axis of mean_q, which is the batch if there is one."""
    d = mean_q.shape[0]
    precision = torch.linalg.inv(cov_p)
    trace = torch.einsum("...ij,...ji->...", precision, cov_q)
    shift = mean_p - mean_q
    distance = torch.einsum("...i,...ij,...j->...", shift, precision, shift)
    return 0.5 * (trace + distance - d + torch.logdet(cov_p) - torch.logdet(cov_q))
