"""Wrong answers to gaussian_kl_full."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence


def the_other_direction(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """KL(p || q): the two Gaussians are exchanged."""
    q = MultivariateNormal(mean_q, cov_q)
    return kl_divergence(MultivariateNormal(mean_p, cov_p), q)


def determinants_underflow(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """log of a ratio of determinants: in many dimensions they round to 0, and 0 / 0 is NaN."""
    diff = (mean_p - mean_q)[..., None]
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))
    distance = (diff.mT @ precision @ diff)[..., 0, 0]
    log_ratio = torch.log(torch.linalg.det(cov_p) / torch.linalg.det(cov_q))
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_ratio)


def subtracts_the_batch_size(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Subtracts len(mean_q), which is the dimension only for a single Gaussian."""
    diff = (mean_p - mean_q)[..., None]
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))
    distance = (diff.mT @ precision @ diff)[..., 0, 0]
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (trace + distance - len(mean_q) + log_ratio)


def distance_in_units_of_q(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The distance of the means uses the inverse covariance of q, not of p."""
    diff = (mean_p - mean_q)[..., None]
    trace = (torch.linalg.inv(cov_p) * cov_q).sum((-2, -1))
    distance = (diff.mT @ torch.linalg.inv(cov_q) @ diff)[..., 0, 0]
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_ratio)


def trace_from_the_diagonals(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Multiplies the diagonals only: that is not the trace of the product."""
    diff = (mean_p - mean_q)[..., None]
    precision = torch.linalg.inv(cov_p)
    diagonals = precision.diagonal(dim1=-2, dim2=-1) * cov_q.diagonal(dim1=-2, dim2=-1)
    distance = (diff.mT @ precision @ diff)[..., 0, 0]
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (diagonals.sum(-1) + distance - mean_q.shape[-1] + log_ratio)


def log_ratio_upside_down(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The logarithm of det q over det p has the wrong sign."""
    diff = (mean_p - mean_q)[..., None]
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))
    distance = (diff.mT @ precision @ diff)[..., 0, 0]
    log_ratio = torch.logdet(cov_q) - torch.logdet(cov_p)
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_ratio)
