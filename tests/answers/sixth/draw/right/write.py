"""Right answers to write."""

import torch
from torch import Tensor


def transposed_filters(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Two matrix products, then the division."""
    return f_y.transpose(-1, -2) @ patch @ f_x / gamma[:, None, None]


def index_notation(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """An Einstein sum over the filters, with the inverse of the intensity as a factor."""
    return torch.einsum("bij,bir,bjc,b->brc", patch, f_y, f_x, gamma.reciprocal())


def filter_by_filter(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Adds what each row of filters writes, as an outer product, in a loop."""
    canvas = torch.zeros(
        len(patch), f_y.shape[-1], f_x.shape[-1], dtype=patch.dtype, device=patch.device
    )
    scaled = patch / gamma.view(-1, 1, 1)
    for i in range(patch.shape[1]):
        line = torch.bmm(scaled[:, i : i + 1], f_x)
        canvas = canvas + f_y[:, i, :, None] * line
    return canvas
