"""Wrong answers to write."""

import torch
from torch import Tensor
from torch.nn import functional as F


def multiplied(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Multiplied by the intensity, as in reading."""
    return gamma[:, None, None] * (f_y.transpose(-1, -2) @ patch @ f_x)


def inverse_of_reading(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The image that would be read as the patch, by pseudo-inverses, where filters are turned."""
    return torch.linalg.pinv(f_y) @ patch @ torch.linalg.pinv(f_x).mT / gamma[:, None, None]


def transposed_patch(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The rows of the patch go to the columns' filters, which shows unless it is symmetric."""
    return torch.einsum("bij,bjr,bic->brc", patch, f_y, f_x) / gamma[:, None, None]


def reshaped_filters(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The rows' filters are reshaped to the shape that fits, but not transposed."""
    batch, n, rows = f_y.shape
    return f_y.reshape(batch, rows, n) @ patch @ f_x / gamma[:, None, None]


def intensity_as_numbers(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The intensities are read out as plain numbers, and get no gradient."""
    light = torch.tensor(gamma.tolist(), dtype=patch.dtype, device=patch.device)
    return f_y.transpose(-1, -2) @ patch @ f_x / light.view(-1, 1, 1)


def mean_of_the_patch(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The filters are scaled to the sum 1 at each pixel, so a pixel is a mean of the patch."""
    rows, columns = F.normalize(f_y, p=1, dim=1), F.normalize(f_x, p=1, dim=1)
    return rows.transpose(-1, -2) @ patch @ columns / gamma[:, None, None]
