"""Other right ways of writing ``gaussian_kl_full``."""

import torch
from torch.distributions import MultivariateNormal, kl_divergence


def distributions(mean_q, cov_q, mean_p, cov_p):
    return kl_divergence(MultivariateNormal(mean_q, cov_q), MultivariateNormal(mean_p, cov_p))


def cholesky(mean_q, cov_q, mean_p, cov_p):
    factor_q, factor_p = torch.linalg.cholesky(cov_q), torch.linalg.cholesky(cov_p)
    shape = torch.broadcast_shapes(cov_q.shape, cov_p.shape)
    inner = torch.linalg.solve_triangular(
        factor_p.expand(shape), factor_q.expand(shape), upper=False
    )
    gap = (mean_p - mean_q).unsqueeze(-1)
    away = torch.linalg.solve_triangular(factor_p, gap, upper=False)
    log_det = (factor_p.diagonal(0, -2, -1).log() - 0).sum(-1)
    log_det = log_det - factor_q.diagonal(0, -2, -1).log().sum(-1)
    square = inner.square().sum((-2, -1)) + away.square().sum((-2, -1))
    return (square - mean_q.shape[-1]) / 2 + log_det


def einsum(mean_q, cov_q, mean_p, cov_p):
    precision = cov_p.inverse()
    gap = mean_q - mean_p
    trace = torch.einsum("...ij,...ji->...", precision, cov_q)
    distance = torch.einsum("...i,...ij,...j->...", gap, precision, gap)
    ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return (trace + distance + ratio - gap.shape[-1]) / 2
