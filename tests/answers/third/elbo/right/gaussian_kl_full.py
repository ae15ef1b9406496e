"""Right answers to gaussian_kl_full."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence
from torch.func import vmap


def kl_divergence_of_torch(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """torch.distributions knows it, leading axes and all."""
    return kl_divergence(MultivariateNormal(mean_q, cov_q), MultivariateNormal(mean_p, cov_p))


def whitened_by_the_factor_of_p(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """Cholesky factors; everything is a sum of squares after a triangular solve."""
    factor_p, factor_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    ratio = torch.linalg.solve_triangular(factor_p, factor_q, upper=False)
    step = torch.linalg.solve_triangular(factor_p, (mean_q - mean_p)[..., None], upper=False)
    log_p = factor_p.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = factor_q.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    squares = ratio.square().sum((-2, -1)) + step.square().sum((-2, -1)) - mean_q.size(-1)
    return squares / 2 + log_p - log_q


def eigenvalues_of_the_ratio(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """In the frame where p is white, every eigenvalue t of cov_q costs (t - 1 - log t) / 2."""
    factor = torch.linalg.cholesky(cov_p)
    half = torch.linalg.solve_triangular(factor, cov_q, upper=False)
    white = torch.linalg.solve_triangular(factor, half.mT, upper=False)
    t = torch.linalg.eigvalsh((white + white.mT) / 2)
    step = torch.linalg.solve_triangular(factor, (mean_p - mean_q).unsqueeze(-1), upper=False)
    return 0.5 * ((t - 1 - t.log()).sum(-1) + step.squeeze(-1).pow(2).sum(-1))


def second_moment_around_the_other_mean(
    mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor
) -> Tensor:
    """tr(P S) with S = E_q[(z - m_p)(z - m_p)^T], by one linear solve and slogdet."""
    difference = mean_q - mean_p
    second = cov_q + difference[..., :, None] * difference[..., None, :]
    lead = torch.broadcast_shapes(second.shape, cov_p.shape)
    solved = torch.linalg.solve(cov_p.expand(lead), second.expand(lead))
    trace = torch.einsum("...ii->...", solved)
    log_ratio = torch.linalg.slogdet(cov_p)[1] - torch.linalg.slogdet(cov_q)[1]
    return (trace - mean_q.shape[-1] + log_ratio) / 2


def pair_after_pair(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """Broadcasts by hand, flattens, and treats one pair of Gaussians at a time in float64."""
    d = mean_q.shape[-1]
    lead = torch.broadcast_shapes(
        mean_q.shape[:-1], mean_p.shape[:-1], cov_q.shape[:-2], cov_p.shape[:-2]
    )

    def flat(t: Tensor, *event: int) -> Tensor:
        return t.double().expand(*lead, *event).reshape(-1, *event)

    found = []
    for m, a, n, b in zip(
        flat(mean_q, d), flat(cov_q, d, d), flat(mean_p, d), flat(cov_p, d, d), strict=True
    ):
        precision = torch.cholesky_inverse(torch.linalg.cholesky(b))
        value = torch.trace(precision @ a) + (n - m) @ precision @ (n - m) - d
        found.append(0.5 * (value + b.logdet() - a.logdet()))
    return torch.stack(found).reshape(lead).to(mean_q.dtype)


def single_pair_under_vmap(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """The formula for one pair with torch.trace, and vmap over the flattened leading axes."""

    def single(m: Tensor, a: Tensor, n: Tensor, b: Tensor) -> Tensor:
        precision = torch.linalg.inv(b)
        logs = torch.linalg.slogdet(b).logabsdet - torch.linalg.slogdet(a).logabsdet
        distance = torch.dot(n - m, precision @ (n - m))
        return (torch.trace(precision @ a) + distance - len(m) + logs) / 2

    d = mean_q.size(-1)
    lead = (mean_q + mean_p + cov_q[..., 0] + cov_p[..., 0]).shape[:-1]
    vectors = [t.expand(*lead, d).reshape(-1, d) for t in (mean_q, mean_p)]
    tables = [t.expand(*lead, d, d).reshape(-1, d, d) for t in (cov_q, cov_p)]
    return vmap(single)(vectors[0], tables[0], vectors[1], tables[1]).reshape(lead)
