"""Wrong answers to transposed_kernel."""

import torch
from torch import Tensor


def reshaped(weight: Tensor) -> Tensor:
    """Inputs and outputs are exchanged by a reshape, which is right only if one of them is one."""
    outputs, inputs, height, width = weight.shape
    return weight.flip(2, 3).reshape(inputs, outputs, height, width)


def rows_for_columns(weight: Tensor) -> Tensor:
    """Rows and columns are exchanged, where half a turn is wanted."""
    return weight.transpose(0, 1).transpose(2, 3)


def all_axes_reversed(weight: Tensor) -> Tensor:
    """Inputs and outputs are reversed as well, not only rows and columns."""
    return weight.transpose(0, 1).flip(0, 1, 2, 3)


def negative_indices(weight: Tensor) -> Tensor:
    """The indices 0, -1, -2, ... leave the first row and column in their place."""
    back = -torch.arange(weight.shape[-1], device=weight.device)
    return weight[:, :, back][:, :, :, back].transpose(0, 1)


def by_numpy(weight: Tensor) -> Tensor:
    """The detour by NumPy loses the gradient."""
    array = weight.detach().cpu().numpy()[:, :, ::-1, ::-1].swapaxes(0, 1)
    return torch.from_numpy(array.copy()).to(weight.device)


def not_exchanged(weight: Tensor) -> Tensor:
    """The kernel is turned, but the outputs still come before the inputs."""
    return torch.rot90(weight, 2, (2, 3))
