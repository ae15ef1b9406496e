"""Right answers to fit_gaussian."""

import torch
from torch import Tensor


def gaussian_from_centred_rows(x: Tensor) -> tuple[Tensor, Tensor]:
    """Subtracts the mean and multiplies the centred matrix with itself."""
    mean = x.mean(0)
    rest = x - mean
    return mean, rest.T @ rest / len(x)


def gaussian_from_torch_cov(x: Tensor) -> tuple[Tensor, Tensor]:
    """Uses torch.cov with correction 0, and averages by a product with equal shares."""
    n, d = x.shape
    shares = x.new_full((n,), 1 / n)
    return shares @ x, torch.cov(x.T, correction=0).reshape(d, d)
