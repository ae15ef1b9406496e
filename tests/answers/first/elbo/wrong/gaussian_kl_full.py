"""Wrong answers to gaussian_kl_full."""

import torch
from torch import Tensor


def swapped(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The divergence is swapped: this is KL(p || q)."""
    precision = torch.linalg.inv(cov_q)
    delta = mean_p - mean_q
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1)
    trace = (precision * cov_p).sum((-2, -1))
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_q) - torch.logdet(cov_p))


def determinants_upside_down(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The ratio of the determinants is upside down."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1)
    trace = (precision * cov_q).sum((-2, -1))
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_q) - torch.logdet(cov_p))


def forgets_minus_d(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The dimension d is not subtracted, so that KL(p || p) is not 0."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1)
    trace = (precision * cov_q).sum((-2, -1))
    return 0.5 * (trace + distance + torch.logdet(cov_p) - torch.logdet(cov_q))


def forgets_one_half(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The factor one half is missing."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1)
    trace = (precision * cov_q).sum((-2, -1))
    return trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q)


def distance_in_units_of_q(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The distance of the means is measured with the precision of q instead of p."""
    delta = mean_p - mean_q
    distance = (delta * (torch.linalg.inv(cov_q) @ delta[..., None])[..., 0]).sum(-1)
    trace = (torch.linalg.inv(cov_p) * cov_q).sum((-2, -1))
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def diagonals_only(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Only the variances are used; the correlations are ignored."""
    var_q, var_p = cov_q.diagonal(dim1=-2, dim2=-1), cov_p.diagonal(dim1=-2, dim2=-1)
    terms = var_q / var_p + (mean_p - mean_q) ** 2 / var_p - 1 + var_p.log() - var_q.log()
    return 0.5 * terms.sum(-1)


def trace_of_entrywise_product(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The trace is taken of the entrywise product, which sees the diagonals only."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1)
    trace = (precision * cov_q).diagonal(dim1=-2, dim2=-1).sum(-1)
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def determinants_underflow(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """det comes before log, and in many dimensions the determinant is rounded to 0 or infinity."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1)
    trace = (precision * cov_q).sum((-2, -1))
    return 0.5 * (
        trace + distance - mean_q.shape[-1] + torch.log(torch.det(cov_p) / torch.det(cov_q))
    )


def d_from_the_first_axis(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """len(mean_q) is the size of the batch, not the dimension."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1)
    trace = (precision * cov_q).sum((-2, -1))
    return 0.5 * (trace + distance - len(mean_q) + torch.logdet(cov_p) - torch.logdet(cov_q))


def distance_not_squared(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The root of the quadratic form is taken; the squared distance belongs here."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1).sqrt()
    trace = (precision * cov_q).sum((-2, -1))
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))
