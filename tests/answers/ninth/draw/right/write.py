"""Right answers to write."""

import torch
from torch import Tensor


def batched_products(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """torch.bmm with the transposed row filters, the columns first."""
    wide = torch.bmm(patch, f_x)
    return torch.bmm(f_y.transpose(1, 2), wide) / gamma[:, None, None]


def spread_row_by_row(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """A loop over the rows of the patch, each spread by its filter and added up."""
    patch = patch / gamma.reshape(-1, 1, 1)
    image = torch.zeros_like(f_y[:, 0, :, None] * f_x[:, :1])
    for i in range(patch.shape[1]):
        row = torch.einsum("bj,bjc->bc", patch[:, i], f_x)
        image = image + f_y[:, i, :, None] * row[:, None]
    return image
