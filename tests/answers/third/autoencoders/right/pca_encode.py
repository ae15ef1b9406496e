"""Right answers to pca_encode."""

import torch
from torch import Tensor
from torch.nn import functional as F


def inner_products_by_einsum(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """einsum over the pixels, with any axes in front."""
    return torch.einsum("...p,lp->...l", x - mean, directions)


def linear_layer(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """F.linear with the directions as its weight: it transposes them by itself."""
    return F.linear(x - mean, directions)


def one_direction_at_a_time(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """A loop over the directions; products summed over the pixels, codes stacked at the end."""
    away = x - mean
    return torch.stack([(away * direction).sum(-1) for direction in directions], dim=-1)


def matrix_times_column(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Each image as a column to the right of the directions."""
    return (directions @ (x - mean).unsqueeze(-1)).squeeze(-1)


def flattened_and_mapped(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """vmap of a matrix-vector product over a flat list of images, folded back at the end."""
    codes = torch.func.vmap(lambda image: torch.mv(directions, image - mean))
    return codes(x.reshape(-1, x.shape[-1])).reshape(*x.shape[:-1], directions.shape[0])
