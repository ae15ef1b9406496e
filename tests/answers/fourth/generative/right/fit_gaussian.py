"""Right answers to fit_gaussian."""

import torch
from torch import Tensor


def torch_cov_without_correction(x: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cov of the transposed data with correction=0; the reshape is for d = 1."""
    d = x.shape[1]
    return torch.mean(x, dim=0), torch.cov(x.T, correction=0).reshape(d, d)


def average_of_outer_products(x: Tensor) -> tuple[Tensor, Tensor]:
    """One outer product for each observation by broadcasting, then the mean over them."""
    mu = x.mean(dim=0)
    centred = x - mu
    return mu, (centred.unsqueeze(2) * centred.unsqueeze(1)).mean(dim=0)


def loop_over_the_observations(x: Tensor) -> tuple[Tensor, Tensor]:
    """Adds up the observations, then their outer products, in two Python loops."""
    n, d = x.shape
    mu = x.new_zeros(d)
    for row in x:
        mu = mu + row / n
    sigma = x.new_zeros(d, d)
    for row in x:
        sigma = sigma + torch.outer(row - mu, row - mu) / n
    return mu, sigma


def with_the_centring_matrix(x: Tensor) -> tuple[Tensor, Tensor]:
    """The centring matrix I - 1/n takes the mean away."""
    n = len(x)
    centring = torch.eye(n, dtype=x.dtype, device=x.device) - 1 / n
    a = centring @ x
    return x.sum(0) / n, torch.einsum("ni,nj->ij", a, a) / n
