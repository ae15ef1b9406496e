"""Right answers to write."""

import torch
from torch import Tensor


def turned_products(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Matrix products, and a division."""
    return f_y.transpose(-1, -2) @ patch @ f_x / gamma[:, None, None]


def one_einsum(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """A sum over both axes of the patch."""
    return torch.einsum("bij,bir,bjc,b->brc", patch, f_y, f_x, gamma.reciprocal())


def filter_by_filter(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Each filter of the rows adds its row of the patch to a canvas."""
    shape = (patch.shape[0], f_y.shape[2], f_x.shape[2])
    canvas = torch.zeros(shape, dtype=patch.dtype, device=patch.device)
    strokes = (patch / gamma.view(-1, 1, 1)) @ f_x
    for i in range(f_y.shape[1]):
        canvas = canvas + f_y[:, i, :, None] * strokes[:, i, None, :]
    return canvas


def image_by_image(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """One image after the other."""
    pictures = []
    for one, rows, columns, light in zip(patch, f_y, f_x, gamma, strict=True):
        pictures.append(torch.linalg.multi_dot([rows.T, one, columns]) / light)
    return torch.stack(pictures)
