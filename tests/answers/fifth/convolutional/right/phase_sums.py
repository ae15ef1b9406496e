"""Right answers to phase_sums."""

import torch
from torch import Tensor


def strided_slices(kernel: Tensor, stride: int) -> Tensor:
    """A loop over the places, each of which is the sum of a slice."""
    half = (kernel.shape[-1] - 1) // 2
    starts = [(half - place) % stride for place in range(stride)]
    rows = [torch.stack([kernel[a::stride, b::stride].sum() for b in starts]) for a in starts]
    return torch.stack(rows)


def membership_matrix(kernel: Tensor, stride: int) -> Tensor:
    """A matrix of zeros and ones says which entries meet the map, from the left and the right."""
    size = kernel.shape[0]
    entry = torch.arange(size, device=kernel.device)
    place = torch.arange(stride, device=kernel.device)
    meets = (entry + place[:, None] - (size - 1) // 2) % stride == 0
    meets = meets.to(kernel.dtype)
    return torch.einsum("ra,ab,cb->rc", meets, kernel, meets)


def added_to_places(kernel: Tensor, stride: int) -> Tensor:
    """Each row is added to its place, and then each column."""
    size = kernel.shape[0]
    place = (size // 2 - torch.arange(size, device=kernel.device)) % stride
    rows = kernel.new_zeros(stride, size).index_add(0, place, kernel)
    return kernel.new_zeros(stride, stride).index_add(1, place, rows)


def from_a_flat_picture(kernel: Tensor, stride: int) -> Tensor:
    """A constant map is made larger, and a block far from the border is cut out."""
    margin = kernel.shape[-1] // stride + 1
    flat = kernel.new_ones(1, 1, 2 * margin + 1, 2 * margin + 1)
    picture = up_convolution(flat, kernel[None, None], kernel.new_zeros(1), stride)
    block = slice(margin * stride, (margin + 1) * stride)
    return picture[0, 0, block, block]
