"""Right answers to fit_gaussian."""

import math

import torch
from torch import Tensor


def centred_product(x: Tensor) -> tuple[Tensor, Tensor]:
    """The product of the centred matrix with itself over n."""
    mean = x.mean(0)
    centred = x - mean
    return mean, centred.T @ centred / len(x)


def cov_without_correction(x: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cov with observations in columns and no correction, reshaped for d = 1."""
    d = x.shape[1]
    covariance = torch.cov(x.T, correction=0).reshape(d, d)
    return x.mean(dim=0), covariance


def loops_over_observations(x: Tensor) -> tuple[Tensor, Tensor]:
    """Sums up outer products one by one."""
    n, d = x.shape
    mean = sum(x[i] for i in range(n)) / n
    covariance = x.new_zeros(d, d)
    for row in x:
        covariance = covariance + torch.outer(row - mean, row - mean) / n
    return mean, covariance


def over_pairs_of_coordinates(x: Tensor) -> tuple[Tensor, Tensor]:
    """Each entry of the covariance is the mean of a product of two centred columns."""
    mean = torch.sum(x, 0) / x.size(0)
    columns = (x - mean).unbind(1)
    rows = [torch.stack([(a * b).mean() for b in columns]) for a in columns]
    return mean, torch.stack(rows)


def rescales_unbiased_in_double(x: Tensor) -> tuple[Tensor, Tensor]:
    """Scaled rows in double precision, an einsum, and back to the dtype of x."""
    wide = x.double()
    n = wide.shape[0]
    mean = torch.einsum("nd->d", wide) / n
    scaled = (wide - mean) / math.sqrt(n)
    return mean.to(x.dtype), torch.einsum("ni,nj->ij", scaled, scaled).to(x.dtype)
