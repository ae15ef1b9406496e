"""Right answers to fit_gaussian."""

import torch
from torch import Tensor


def library_covariance_without_correction(x: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cov wants one variable in each row; correction 0; shaped again for d = 1."""
    d = x.shape[1]
    return x.mean(0), torch.cov(x.T, correction=0).reshape(d, d)


def updated_observation_by_observation(x: Tensor) -> tuple[Tensor, Tensor]:
    """Welford's algorithm: away from the old mean times away from the new one."""
    mean = torch.zeros_like(x[0])
    scatter = torch.zeros_like(x[0]).outer(torch.zeros_like(x[0]))
    for number, row in enumerate(x, start=1):
        before = row - mean
        mean = mean + before / number
        scatter = scatter + torch.outer(before, row - mean)
    return mean, scatter / len(x)


def mean_of_outer_products(x: Tensor) -> tuple[Tensor, Tensor]:
    """Outer products by vmap, averaged; the mean as a product with a vector of 1 / n."""
    share = x.new_full((x.shape[0],), 1 / x.shape[0])
    mean = share @ x
    products = torch.func.vmap(torch.outer)(x - mean, x - mean)
    return mean, torch.tensordot(share, products, dims=1)


def centring_matrix(x: Tensor) -> tuple[Tensor, Tensor]:
    """x^T H x / n with the matrix H = 1 - 11^T / n that takes the mean away."""
    n = len(x)
    centring = torch.eye(n, dtype=x.dtype, device=x.device) - 1 / n
    away = centring @ x
    return torch.einsum("nd->d", x) / n, torch.einsum("ni,nj->ij", away, away) / n


def entry_after_entry(x: Tensor) -> tuple[Tensor, Tensor]:
    """Two loops over the coordinates; each entry is a mean of a product of two columns."""
    columns = [column - column.mean() for column in x.unbind(1)]
    rows = [torch.stack([(a * b).mean() for b in columns]) for a in columns]
    return torch.stack([column.mean() for column in x.unbind(1)]), torch.stack(rows)
