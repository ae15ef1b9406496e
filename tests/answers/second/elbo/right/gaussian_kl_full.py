"""Right answers to gaussian_kl_full."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence


def kl_divergence_of_the_library(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """torch.distributions.kl_divergence, in float64, after broadcasting by hand."""
    d = mean_q.shape[-1]
    lead = torch.broadcast_shapes(
        mean_q.shape[:-1], mean_p.shape[:-1], cov_q.shape[:-2], cov_p.shape[:-2]
    )
    q, p = (
        MultivariateNormal(
            m.double().expand(*lead, d), c.double().expand(*lead, d, d), validate_args=False
        )
        for m, c in ((mean_q, cov_q), (mean_p, cov_p))
    )
    return kl_divergence(q, p).to(mean_q.dtype)


def cholesky_factors_and_solves(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Cholesky factors, triangular solves and norms; no inverse and no determinant."""
    l_q, l_p = torch.linalg.cholesky(cov_q), torch.linalg.cholesky(cov_p)
    delta = (mean_p - mean_q).unsqueeze(-1)
    ratio = torch.linalg.solve_triangular(l_p, l_q, upper=False)
    white = torch.linalg.solve_triangular(l_p, delta, upper=False)
    logs = (l_p.diagonal(dim1=-2, dim2=-1).log() - l_q.diagonal(dim1=-2, dim2=-1).log()).sum(-1)
    trace, mahalanobis = ratio.square().sum((-2, -1)), white.square().sum((-2, -1))
    return 0.5 * (trace + mahalanobis - mean_q.shape[-1]) + logs


def eigenvalues_of_whitened_covariance(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """In coordinates where p is standard normal: the sum of lambda - 1 - log(lambda), in float64."""
    back = torch.linalg.inv(torch.linalg.cholesky(cov_p.double()))
    lam = torch.linalg.eigvalsh(back @ cov_q.double() @ back.mT)
    white = (back @ (mean_q - mean_p).double().unsqueeze(-1)).squeeze(-1)
    kl = 0.5 * (lam - 1 - lam.log()).sum(-1) + 0.5 * white.square().sum(-1)
    return kl.to(mean_q.dtype)


def cross_entropy_minus_entropy(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Cross entropy of q and p minus entropy of q, with inv and slogdet, in float64."""
    m_q, s_q, m_p, s_p = (t.to(torch.float64) for t in (mean_q, cov_q, mean_p, cov_p))
    d, delta = m_q.size(-1), m_q - m_p
    second_moment = s_q + torch.einsum("...i,...j->...ij", delta, delta)
    trace = (torch.linalg.inv(s_p) @ second_moment).diagonal(dim1=-2, dim2=-1).sum(-1)
    cross = 0.5 * (d * math.log(2 * math.pi) + torch.linalg.slogdet(s_p)[1] + trace)
    entropy = 0.5 * (d * math.log(2 * math.pi * math.e) + torch.linalg.slogdet(s_q)[1])
    return (cross - entropy).to(mean_q.dtype)
