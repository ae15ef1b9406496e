"""Right answers to transposed_kernel."""

import torch
from torch import Tensor


def flip_and_transpose(weight: Tensor) -> Tensor:
    """Rows and columns flipped, and the first two axes exchanged."""
    return weight.flip((-2, -1)).transpose(0, 1)


def two_quarter_turns(weight: Tensor) -> Tensor:
    """Two quarter turns by rot90, then einsum for the channels."""
    return torch.einsum("oiab->ioab", torch.rot90(weight, k=2, dims=(2, 3)))


def entry_by_entry(weight: Tensor) -> Tensor:
    """A loop over the places of the kernel, each a matrix to be transposed."""
    outputs, inputs, rows, columns = weight.shape
    turned = weight.new_empty(inputs, outputs, rows, columns)
    for a in range(rows):
        for b in range(columns):
            turned[:, :, rows - 1 - a, columns - 1 - b] = weight[:, :, a, b].T
    return turned
