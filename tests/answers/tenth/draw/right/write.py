"""Right answers to write."""

import torch
from torch import Tensor


def spread_by_matmul(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Multiplies by the transposed row filters from the left, the column filters from the right."""
    return f_y.mT @ patch @ f_x / gamma[:, None, None]


def spread_by_einsum(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Divides the patch first, and sums over both axes of it by an einsum."""
    scaled = patch / gamma.view(-1, 1, 1)
    return torch.einsum("bir,bij,bjc->brc", f_y, scaled, f_x)
