"""Wrong answers to write."""

import torch
from torch import Tensor


def filters_swapped(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The filters of rows and columns have changed places."""
    return f_x.transpose(-1, -2) @ patch @ f_y / gamma[:, None, None]


def reading_undone(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Inverts the reading with pseudoinverses instead of spreading by the filters."""
    rows, columns = torch.linalg.pinv(f_y), torch.linalg.pinv(f_x)
    return rows @ patch @ columns.transpose(-1, -2) / gamma[:, None, None]


def patch_on_its_side(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The patch's columns are spread over the image's rows."""
    return torch.einsum("bji,bir,bjc->brc", patch, f_y, f_x) / gamma[:, None, None]


def constant_intensity(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The intensity is divided by as a number, so that no gradient reaches it."""
    image = f_y.transpose(-1, -2) @ patch @ f_x
    return torch.stack([one / value.item() for one, value in zip(image, gamma, strict=True)])


def intensity_at_least_one(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Intensities below 1 are raised to 1 for fear of dividing by something small."""
    return f_y.transpose(-1, -2) @ patch @ f_x / gamma.clamp(min=1)[:, None, None]
