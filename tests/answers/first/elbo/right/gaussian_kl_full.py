"""Right answers to gaussian_kl_full."""

import torch
from torch import Tensor
from torch.distributions import kl_divergence


def formula_as_printed(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The formula with an inverse and two logarithms of determinants."""
    precision = torch.linalg.inv(cov_p)
    delta = mean_p - mean_q
    trace = (precision * cov_q).sum((-2, -1))
    distance = (delta * (precision @ delta[..., None])[..., 0]).sum(-1)
    return 0.5 * (trace + distance - mean_q.shape[-1] + torch.logdet(cov_p) - torch.logdet(cov_q))


def library_divergence(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """kl_divergence of two MultivariateNormals of the same, broadcast shape."""
    d = mean_q.shape[-1]
    leading = torch.broadcast_shapes(
        mean_q.shape[:-1], mean_p.shape[:-1], cov_q.shape[:-2], cov_p.shape[:-2]
    )
    q = torch.distributions.MultivariateNormal(
        mean_q.expand(*leading, d), cov_q.expand(*leading, d, d)
    )
    p = torch.distributions.MultivariateNormal(
        mean_p.expand(*leading, d), cov_p.expand(*leading, d, d)
    )
    return torch.distributions.kl_divergence(q, p)


def cholesky_factors(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Both Cholesky factors; all terms are squares of solved triangles."""
    factor_q, factor_p = torch.linalg.cholesky(cov_q), torch.linalg.cholesky(cov_p)
    ratio = torch.linalg.solve_triangular(factor_p, factor_q, upper=False)
    shift = torch.linalg.solve_triangular(factor_p, (mean_p - mean_q).unsqueeze(-1), upper=False)
    logs = factor_p.diagonal(dim1=-2, dim2=-1).log() - factor_q.diagonal(dim1=-2, dim2=-1).log()
    squares = ratio.square().sum((-1, -2)) + shift.square().sum((-1, -2))
    return squares / 2 - mean_q.shape[-1] / 2 + logs.sum(-1)


def second_moment_about_p(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The trace of the solved second moment of q about the mean of p, and slogdet."""
    delta = (mean_q - mean_p)[..., None]
    moment = cov_q + delta @ delta.mT
    solved = torch.linalg.solve(*torch.broadcast_tensors(cov_p, moment))
    trace = solved.diagonal(dim1=-2, dim2=-1).sum(-1)
    log_ratio = torch.linalg.slogdet(cov_p)[1] - torch.linalg.slogdet(cov_q)[1]
    return (trace - mean_q.size(-1) + log_ratio) / 2


def by_eigenvalues(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """In the eigenvectors of cov_p, in double precision, and back to the dtype of mean_q."""
    values, vectors = torch.linalg.eigh(cov_p.double())
    turned = vectors.mT @ cov_q.double() @ vectors
    shift = torch.einsum("...ij,...i->...j", vectors, (mean_p - mean_q).double())
    terms = (turned.diagonal(dim1=-2, dim2=-1) + shift**2) / values - 1 + values.log()
    return ((terms.sum(-1) - torch.logdet(cov_q.double())) / 2).to(mean_q.dtype)
