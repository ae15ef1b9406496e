"""Wrong answers to transposed_kernel."""

import torch
from torch import Tensor


def reshaped(weight: Tensor) -> Tensor:
    """Inputs and outputs are exchanged by reshape, which mixes the kernels up."""
    outputs, inputs, rows, columns = weight.shape
    return weight.flip(2, 3).reshape(inputs, outputs, rows, columns)


def rows_for_columns(weight: Tensor) -> Tensor:
    """All four axes are exchanged in pairs, so rows become columns."""
    return weight.flip(2, 3).permute(1, 0, 3, 2)


def quarter_turn(weight: Tensor) -> Tensor:
    """The kernel is turned by a quarter turn, not by half a turn."""
    return torch.rot90(weight, 1, (2, 3)).transpose(0, 1)


def all_axes_reversed(weight: Tensor) -> Tensor:
    """Also the order of the inputs and of the outputs is reversed."""
    return weight.flip(0, 1, 2, 3).transpose(0, 1)


def kernel_of_three(weight: Tensor) -> Tensor:
    """The places are written out for a kernel of 3 by 3, and a larger one loses its border."""
    turned = weight[:, :, [2, 1, 0]][:, :, :, [2, 1, 0]]
    return turned.transpose(0, 1)
