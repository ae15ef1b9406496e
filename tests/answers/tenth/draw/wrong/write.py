"""Wrong answers to write."""

import torch
from torch import Tensor


def written_with_pseudoinverses(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Inverts the reading by pseudoinverses of the filters in place of their transposes."""
    image = torch.linalg.pinv(f_y) @ patch @ torch.linalg.pinv(f_x).mT
    return image / gamma[:, None, None]


def rows_and_columns_swapped(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Spreads the transposed patch, so that what is drawn is mirrored at the diagonal."""
    return f_y.mT @ patch.mT @ f_x / gamma[:, None, None]


def divides_the_patch_in_place(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Divides the patch itself by the intensity, so that the caller's patch is changed."""
    patch /= gamma[:, None, None]
    return f_y.mT @ patch @ f_x
