"""Right answers to write."""

import torch
from torch import Tensor


def turned_around(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Batched matrix products, divided at the end."""
    return torch.bmm(torch.bmm(f_y.transpose(1, 2), patch), f_x) / gamma.view(-1, 1, 1)


def einsum_of_all(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """One einsum whose last factor is the intensity's reciprocal."""
    return torch.einsum("bij,bir,bjc,b->brc", patch, f_y, f_x, gamma.reciprocal())


def filter_by_filter(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """A sum of outer products, one for each number of the patch."""
    n = patch.shape[-1]
    strokes = patch / gamma[:, None, None]
    image = patch.new_zeros(len(patch), f_y.shape[-1], f_x.shape[-1])
    for i in range(n):
        for j in range(n):
            spread = f_y[:, i, :, None] * f_x[:, j, None, :]
            image = image + strokes[:, i, j, None, None] * spread
    return image
