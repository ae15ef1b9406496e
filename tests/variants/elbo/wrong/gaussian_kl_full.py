"""Wrong ways of writing ``gaussian_kl_full``; a docstring is what its message says."""

import torch


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
