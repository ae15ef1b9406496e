"""Wrong ways of writing ``m_step``; a docstring is what its message says."""

import torch


def _step(z, r, ridge):
    counts = r.sum(0)
    means = r.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", r, away, away)
    return counts, means, scatter, ridge * torch.eye(z.shape[1], dtype=z.dtype)


def counts_returned(z, responsibilities, ridge):
    """the counts are not divided by n"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    return counts, means, scatter / counts[:, None, None] + floor


def equal_weights(z, responsibilities, ridge):
    """the weights are equal; fit them"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    weights = torch.full_like(counts, 1 / len(counts))
    return weights, means, scatter / counts[:, None, None] + floor


def means_over_n(z, responsibilities, ridge):
    """divide by the count of each Gaussian"""
    counts, _, scatter, floor = _step(z, responsibilities, ridge)
    return counts / len(z), responsibilities.T @ z / len(z), scatter / counts[:, None, None] + floor


def scatter_over_n(z, responsibilities, ridge):
    """the scatter is divided by n"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    return counts / len(z), means, scatter / len(z) + floor


def scatter_alone(z, responsibilities, ridge):
    """the scatter is not divided by the counts"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    return counts / len(z), means, scatter + floor


def counts_minus_one(z, responsibilities, ridge):
    """divided by the count minus 1"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    return counts / len(z), means, scatter / (counts[:, None, None] - 1) + floor


def no_ridge(z, responsibilities, ridge):
    """the ridge is not added"""
    counts, means, scatter, _ = _step(z, responsibilities, ridge)
    return counts / len(z), means, scatter / counts[:, None, None]


def ridge_everywhere(z, responsibilities, ridge):
    """add it to the diagonal"""
    counts, means, scatter, _ = _step(z, responsibilities, ridge)
    return counts / len(z), means, scatter / counts[:, None, None] + ridge


def ridge_divided(z, responsibilities, ridge):
    """the ridge is divided by the counts"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    return counts / len(z), means, (scatter + floor) / counts[:, None, None]


def not_centred(z, responsibilities, ridge):
    """the mean is not subtracted"""
    counts, means, _, floor = _step(z, responsibilities, ridge)
    second = torch.einsum("nc,ni,nj->cij", responsibilities, z, z)
    return counts / len(z), means, second / counts[:, None, None] + floor


def overall_mean(z, responsibilities, ridge):
    """the mean of all codes is subtracted"""
    counts, means, _, floor = _step(z, responsibilities, ridge)
    away = z - z.mean(0)
    scatter = torch.einsum("nc,ni,nj->cij", responsibilities, away, away)
    return counts / len(z), means, scatter / counts[:, None, None] + floor


def diagonals(z, responsibilities, ridge):
    """only the diagonals are there"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    covariances = scatter / counts[:, None, None] + floor
    return counts / len(z), means, torch.diag_embed(covariances.diagonal(dim1=1, dim2=2))


def hard(z, responsibilities, ridge):
    """for its likeliest Gaussian alone"""
    c = responsibilities.shape[1]
    r = torch.nn.functional.one_hot(responsibilities.argmax(1), c).to(z.dtype)
    counts, means, scatter, floor = _step(z, r, ridge)
    return counts / len(z), means, scatter / counts[:, None, None] + floor


def swapped(z, responsibilities, ridge):
    """in the wrong order"""
    counts, means, scatter, floor = _step(z, responsibilities, ridge)
    return means, counts / len(z), scatter / counts[:, None, None] + floor


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


def mean_of_all(z, responsibilities, ridge):
    """the mean of all codes stands for every Gaussian"""
    counts, _, _, floor = _step(z, responsibilities, ridge)
    away = z - z.mean(0)
    scatter = torch.einsum("nc,ni,nj->cij", responsibilities, away, away)
    means = z.mean(0).expand(len(counts), -1)
    return counts / len(z), means, scatter / counts[:, None, None] + floor
