"""Wrong answers to transposed_kernel."""

import torch
from torch import Tensor


def reshaped_channels(weight: Tensor) -> Tensor:
    """Inputs and outputs are exchanged by a reshape, which mixes up the kernels."""
    outputs, inputs, size, _ = weight.shape
    return weight.flip(2, 3).reshape(inputs, outputs, size, size)


def through_numpy(weight: Tensor) -> Tensor:
    """Turned in numpy, from which no gradient comes back."""
    turned = weight.detach().cpu().numpy()[:, :, ::-1, ::-1].swapaxes(0, 1)
    return torch.from_numpy(turned.copy()).to(weight.device)


def channels_flipped_too(weight: Tensor) -> Tensor:
    """All four axes are reversed, so that the channels come in the reverse order."""
    return weight.flip(0, 1, 2, 3).transpose(0, 1)


def columns_only(weight: Tensor) -> Tensor:
    """A mirror image instead of half a turn: only the columns are reversed."""
    return weight.flip(3).transpose(0, 1)


def rows_and_columns_exchanged(weight: Tensor) -> Tensor:
    """Every axis is exchanged with its neighbour, rows with columns too."""
    return weight.flip(2, 3).permute(1, 0, 3, 2)
