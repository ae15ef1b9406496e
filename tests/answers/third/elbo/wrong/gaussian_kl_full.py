"""Wrong answers to gaussian_kl_full."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence


def roles_exchanged(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Computes KL(p || q)."""
    return kl_divergence(MultivariateNormal(mean_p, cov_p), MultivariateNormal(mean_q, cov_q))


def determinants_upside_down(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The log-ratio has det q over det p: right only where both have the same determinant."""
    difference = mean_p - mean_q
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))
    distance = torch.einsum("...i,...ij,...j->...", difference, precision, difference)
    log_ratio = torch.logdet(cov_q) - torch.logdet(cov_p)
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_ratio)


def trace_from_two_diagonals(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The trace of the product is taken from the two diagonals: wrong if both are tilted."""
    difference = mean_p - mean_q
    precision = torch.linalg.inv(cov_p)
    trace = (precision.diagonal(dim1=-2, dim2=-1) * cov_q.diagonal(dim1=-2, dim2=-1)).sum(-1)
    distance = torch.einsum("...i,...ij,...j->...", difference, precision, difference)
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def all_entries_of_the_product(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Sums all entries of the matrix product in place of its diagonal."""
    difference = mean_p - mean_q
    precision = torch.linalg.inv(cov_p)
    trace = torch.einsum("...ij,...jk->...", precision, cov_q)
    distance = torch.einsum("...i,...ij,...j->...", difference, precision, difference)
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def dimension_from_the_first_axis(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Subtracts the length of the first axis of the mean: right for one pair, or batch = d."""
    d = len(mean_q)
    difference = mean_p - mean_q
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))
    distance = torch.einsum("...i,...ij,...j->...", difference, precision, difference)
    return 0.5 * (trace + distance - d + torch.logdet(cov_p) - torch.logdet(cov_q))


def distance_in_the_metric_of_q(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The difference of the means is measured with the precision of q, not of p."""
    difference = (mean_p - mean_q)[..., None]
    trace = (torch.linalg.inv(cov_p) * cov_q).sum((-2, -1))
    distance = (difference * torch.linalg.solve(cov_q, difference)).sum((-2, -1))
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def row_times_a_batch_of_matrices(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """difference @ precision pairs every mean with every matrix if cov_p has a batch axis."""
    difference = mean_p - mean_q
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))
    distance = (difference @ precision * difference).sum(-1)
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def logarithm_of_a_determinant(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """det before log: with many dimensions and small variances it underflows to zero."""
    difference = mean_p - mean_q
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))
    distance = torch.einsum("...i,...ij,...j->...", difference, precision, difference)
    log_ratio = torch.log(torch.linalg.det(cov_p) / torch.linalg.det(cov_q))
    return 0.5 * (trace + distance - mean_q.shape[-1] + log_ratio)


def jitter_on_the_diagonals(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Adds 1e-3 to the variances before Cholesky: wrong for narrow Gaussians."""
    jitter = 1e-3 * torch.eye(mean_q.shape[-1], dtype=mean_q.dtype, device=mean_q.device)
    q = MultivariateNormal(mean_q, cov_q + jitter)
    return kl_divergence(q, MultivariateNormal(mean_p, cov_p + jitter))


def half_for_the_matrices_only(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """The factor 1/2 does not reach the distance of the means."""
    difference = mean_p - mean_q
    precision = torch.linalg.inv(cov_p)
    trace = (precision * cov_q).sum((-2, -1))
    distance = torch.einsum("...i,...ij,...j->...", difference, precision, difference)
    log_ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return distance + 0.5 * (trace - mean_q.shape[-1] + log_ratio)


def always_single_precision(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Computes and returns float32, whatever the dtype of mean_q."""
    q = MultivariateNormal(mean_q.float(), cov_q.float())
    return kl_divergence(q, MultivariateNormal(mean_p.float(), cov_p.float()))
