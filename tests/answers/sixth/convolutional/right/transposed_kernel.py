"""Right answers to transposed_kernel."""

import torch
from torch import Tensor


def flipped(weight: Tensor) -> Tensor:
    """Two axes reversed, two exchanged."""
    return weight.flip(2, 3).transpose(0, 1)


def turned_twice(weight: Tensor) -> Tensor:
    """Two quarter turns by rot90."""
    return torch.rot90(weight.permute(1, 0, 2, 3), k=2, dims=(2, 3)).contiguous()


def reversed_places(weight: Tensor) -> Tensor:
    """The places of a kernel as one list, read from its end."""
    outputs, inputs, rows, columns = weight.shape
    backwards = torch.arange(rows * columns - 1, -1, -1, device=weight.device)
    places = weight.reshape(outputs, inputs, rows * columns)[:, :, backwards]
    return torch.einsum("oip->iop", places).reshape(inputs, outputs, rows, columns)
