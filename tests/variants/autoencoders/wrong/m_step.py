"""Wrong ways of writing ``m_step``; a docstring is what its message says."""

import torch


def _step(z, r, ridge):
    counts = r.sum(0)
    means = r.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", r, away, away)
    return counts, means, scatter, ridge * torch.eye(z.shape[1], dtype=z.dtype)


def detached(z, responsibilities, ridge):
    """no gradient"""
    counts, means, scatter, floor = _step(z.detach(), responsibilities.detach(), ridge)
    return counts / len(z), means, scatter / counts[:, None, None] + floor


def identity_on_the_cpu(z, responsibilities, ridge):
    """is made on the CPU whatever device z is on"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    return counts / len(z), means, scatter / counts[:, None, None] + floor


def identity_in_float32(z, responsibilities, ridge):
    """the result is float64"""
    counts, means, scatter, _ = _step(z, responsibilities, ridge)
    floor = ridge * torch.eye(z.shape[1], dtype=torch.float64, device=z.device)
    return counts / len(z), means, scatter / counts[:, None, None] + floor
