"""Wrong answers to pca_encode."""

import torch
from torch import Tensor


def centred_by_its_own_batch(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts the mean of the given images and not ``mean``, so codes depend on the batch."""
    return (x - x.mean(0) + 0 * mean) @ directions.T


def directions_made_unit_length(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Divides the directions by their lengths, so that codes are wrong for rows that are not 1."""
    unit = torch.nn.functional.normalize(directions, dim=-1)
    return (x - mean) @ unit.T


def reshaped_and_not_transposed(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Multiplies to (latent, n) and reshapes that to (n, latent), which mixes codes of images."""
    flat = (x - mean).reshape(-1, x.shape[-1])
    return (directions @ flat.T).reshape(*x.shape[:-1], len(directions))
