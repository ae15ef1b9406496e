"""Wrong ways of writing ``gaussian_kl_full``; a docstring is what its message says."""

import torch
from torch.distributions import MultivariateNormal, kl_divergence


def swapped(mean_q, cov_q, mean_p, cov_p):
    """in the other direction"""
    return kl_divergence(MultivariateNormal(mean_p, cov_p), MultivariateNormal(mean_q, cov_q))


def one_d(mean_q, cov_q, mean_p, cov_p):
    """this has -1"""
    gap = (mean_p - mean_q).unsqueeze(-1)
    precision = torch.linalg.inv(cov_p)
    trace = (precision @ cov_q).diagonal(dim1=-2, dim2=-1).sum(-1)
    distance = (gap.mT @ precision @ gap)[..., 0, 0]
    ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    return 0.5 * (trace + distance - 1 + ratio)


def no_trace(mean_q, cov_q, mean_p, cov_p):
    """the trace is missing"""
    gap = (mean_p - mean_q).unsqueeze(-1)
    precision = torch.linalg.inv(cov_p)
    trace = (precision @ cov_q).diagonal(dim1=-2, dim2=-1).sum(-1)
    distance = (gap.mT @ precision @ gap)[..., 0, 0]
    ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    d = mean_q.shape[-1]
    return 0.5 * (0 * trace + distance - d + ratio)


def no_distance(mean_q, cov_q, mean_p, cov_p):
    """the distance of the means is missing"""
    gap = (mean_p - mean_q).unsqueeze(-1)
    precision = torch.linalg.inv(cov_p)
    trace = (precision @ cov_q).diagonal(dim1=-2, dim2=-1).sum(-1)
    distance = (gap.mT @ precision @ gap)[..., 0, 0]
    ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    d = mean_q.shape[-1]
    return 0.5 * (trace - d + ratio) + 0 * distance


def plain_distance(mean_q, cov_q, mean_p, cov_p):
    """not weighted with the inverse of cov_p"""
    gap = (mean_p - mean_q).unsqueeze(-1)
    precision = torch.linalg.inv(cov_p)
    trace = (precision @ cov_q).diagonal(dim1=-2, dim2=-1).sum(-1)
    distance = (gap.mT @ precision @ gap)[..., 0, 0]
    ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    d = mean_q.shape[-1]
    return 0.5 * (trace + (gap**2).sum((-2, -1)) + 0 * distance - d + ratio)


def wrong_metric(mean_q, cov_q, mean_p, cov_p):
    """it needs cov_p"""
    gap = (mean_p - mean_q).unsqueeze(-1)
    precision = torch.linalg.inv(cov_p)
    trace = (precision @ cov_q).diagonal(dim1=-2, dim2=-1).sum(-1)
    distance = (gap.mT @ precision @ gap)[..., 0, 0]
    ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    d = mean_q.shape[-1]
    distance = (gap.mT @ torch.linalg.inv(cov_q) @ gap)[..., 0, 0]
    return 0.5 * (trace + distance - d + ratio)


def diagonals(mean_q, cov_q, mean_p, cov_p):
    """only the diagonals of the covariances are used"""
    var_q, var_p = (torch.diag_embed(c.diagonal(0, -2, -1)) for c in (cov_q, cov_p))
    return kl_divergence(MultivariateNormal(mean_q, var_q), MultivariateNormal(mean_p, var_p))


def summed(mean_q, cov_q, mean_p, cov_p):
    """summed over every axis"""
    gap = (mean_p - mean_q).unsqueeze(-1)
    precision = torch.linalg.inv(cov_p)
    trace = (precision @ cov_q).diagonal(dim1=-2, dim2=-1).sum(-1)
    distance = (gap.mT @ precision @ gap)[..., 0, 0]
    ratio = torch.logdet(cov_p) - torch.logdet(cov_q)
    d = mean_q.shape[-1]
    return 0.5 * (trace + distance - d + ratio).sum()
