"""Wrong answers to phase_sums."""

import torch
from torch import Tensor


def middle_forgotten(kernel: Tensor, stride: int) -> Tensor:
    """The kernel's middle is left out, which is right where it is a multiple of the stride."""
    starts = [-place % stride for place in range(stride)]
    rows = [torch.stack([kernel[a::stride, b::stride].sum() for b in starts]) for a in starts]
    return torch.stack(rows)


def place_with_other_sign(kernel: Tensor, stride: int) -> Tensor:
    """The place is added to the middle, not subtracted, which is the same for strides 1 and 2."""
    half = (kernel.shape[-1] - 1) // 2
    starts = [(half + place) % stride for place in range(stride)]
    rows = [torch.stack([kernel[a::stride, b::stride].sum() for b in starts]) for a in starts]
    return torch.stack(rows)


def rows_and_columns_exchanged(kernel: Tensor, stride: int) -> Tensor:
    """The sum of pixel (r, c) is written to place (c, r)."""
    half = (kernel.shape[-1] - 1) // 2
    starts = [(half - place) % stride for place in range(stride)]
    rows = [torch.stack([kernel[b::stride, a::stride].sum() for b in starts]) for a in starts]
    return torch.stack(rows)


def first_block(kernel: Tensor, stride: int) -> Tensor:
    """The block is taken from the corner of a picture, where zeros lie under a large kernel."""
    blocks = kernel.shape[-1]
    flat = kernel.new_ones(1, 1, blocks, blocks)
    picture = up_convolution(flat, kernel[None, None], kernel.new_zeros(1), stride)
    return picture[0, 0, :stride, :stride]


def plain_numbers(kernel: Tensor, stride: int) -> Tensor:
    """The sums are read out as numbers, so that there is no gradient."""
    size = kernel.shape[-1]
    half = (size - 1) // 2
    sums = torch.zeros(stride, stride, dtype=kernel.dtype, device=kernel.device)
    for a in range(size):
        for b in range(size):
            sums[(half - a) % stride, (half - b) % stride] += kernel[a, b].item()
    return sums


def whole_blocks_only(kernel: Tensor, stride: int) -> Tensor:
    """What does not fill a whole block at the end of the kernel is left out."""
    size = kernel.shape[-1]
    count = size // stride
    whole = kernel[: count * stride, : count * stride]
    sums = whole.reshape(count, stride, count, stride).sum((0, 2))
    start = ((size - 1) // 2 - torch.arange(stride, device=kernel.device)) % stride
    return sums[start][:, start]
