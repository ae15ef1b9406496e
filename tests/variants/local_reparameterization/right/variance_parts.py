"""Other right ways of writing ``variance_parts``."""

import torch


def matrix(values, n):
    m = values.shape[1]
    c = torch.cov(values.T).reshape(m, m)
    scale = (n / m) ** 2
    return scale * c.trace(), scale * (c - torch.diag(c.diagonal())).sum()


def pairs(values, n):
    m = values.shape[1]
    d = values - values.mean(0, keepdim=True)
    shared = torch.zeros((), dtype=values.dtype, device=values.device)
    for i in range(m):
        for j in range(i + 1, m):
            shared = shared + 2 * (d[:, i] * d[:, j]).sum() / (len(values) - 1)
    return n**2 / m**2 * values.var(0).sum(), n**2 / m**2 * shared


def from_the_estimate(values, n):
    estimates = n * values.mean(1)
    own = (n / values.shape[1] * values).var(0).sum()
    return own, estimates.var() - own
