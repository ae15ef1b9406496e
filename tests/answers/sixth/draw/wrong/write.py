"""Wrong answers to write."""

import torch
from torch import Tensor


def inverse_of_reading(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Inverts the filters instead of transposing them, so that reading gives the patch back."""
    rows, columns = torch.linalg.pinv(f_y), torch.linalg.pinv(f_x)
    return rows @ patch @ columns.transpose(-1, -2) / gamma[:, None, None]


def patch_transposed(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Lets the rows of the patch meet the filters over the columns."""
    return torch.einsum("bij,bjr,bic,b->brc", patch, f_y, f_x, 1 / gamma)


def mean_intensity(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Divides all images by the mean intensity of the batch."""
    return f_y.transpose(-1, -2) @ patch @ f_x / gamma.mean()


def intensity_without_gradient(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Divides by a copy of the intensity that has no gradient."""
    scale = gamma.detach().clone()[:, None, None]
    return f_y.transpose(-1, -2) @ patch @ f_x / scale


def filters_share_each_pixel(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Normalizes the filters over the filters, so that each pixel is a mean of the patch."""
    rows = f_y / f_y.sum(1, keepdim=True)
    columns = f_x / f_x.sum(1, keepdim=True)
    return rows.transpose(-1, -2) @ patch @ columns / gamma[:, None, None]
