"""Right answers to transposed_kernel."""

import torch
from torch import Tensor


def flip_and_exchange(weight: Tensor) -> Tensor:
    """Both axes of the picture are reversed, and the first two are exchanged."""
    return weight.flip(-2, -1).transpose(0, 1)


def two_quarter_turns(weight: Tensor) -> Tensor:
    """rot90, twice, after a permutation of the axes."""
    return torch.rot90(weight.permute(1, 0, 2, 3), k=2, dims=[2, 3]).contiguous()


def reversed_list_of_entries(weight: Tensor) -> Tensor:
    """Half a turn reverses the entries of a kernel if they are written in one line."""
    outputs, inputs, height, width = weight.shape
    line = weight.reshape(outputs, inputs, height * width)
    return line.flip(2).reshape(outputs, inputs, height, width).swapaxes(0, 1)


def entry_by_entry(weight: Tensor) -> Tensor:
    """A loop over all places of the kernel, written into an empty tensor."""
    outputs, inputs, height, width = weight.shape
    turned = torch.empty(inputs, outputs, height, width, dtype=weight.dtype, device=weight.device)
    for a in range(height):
        for b in range(width):
            turned[:, :, a, b] = weight[:, :, height - 1 - a, width - 1 - b].T
    return turned
