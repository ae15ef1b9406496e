"""Right answers to gaussian_kl."""

import torch
from torch import Tensor


def one_coordinate_after_another(mu: Tensor, log_var: Tensor) -> Tensor:
    """Adds up the prices of the coordinates in a loop over the last axis."""
    total = torch.zeros_like(mu[..., 0])
    for m, lv in zip(mu.unbind(-1), log_var.unbind(-1), strict=True):
        total = total + (m * m + lv.exp() - 1 - lv) / 2
    return total


def inner_product_and_expm1(mu: Tensor, log_var: Tensor) -> Tensor:
    """Takes the squares as an inner product, and variance minus 1 by expm1."""
    squares = torch.einsum("...i,...i->...", mu, mu)
    return 0.5 * squares + 0.5 * torch.sum(torch.expm1(log_var) - log_var, dim=-1)
