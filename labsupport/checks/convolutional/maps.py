"""The exercises of topic ``convolutional`` on maps: unpooling, up-convolution and its kernel."""

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

# --- unpool


def unpool(x: Tensor, stride: int) -> Tensor:
    """Zeros, and the entries at every stride-th place."""
    large = x.new_zeros(x.shape[0], x.shape[1], stride * x.shape[2], stride * x.shape[3])
    large[:, :, ::stride, ::stride] = x
    return large


def some_maps(make: Inputs, batch: int, channels: int, rows: int, columns: int, s: int) -> list:
    """Maps of which no entry is 0."""
    return [make.uniform(0.3, 1.7, batch, channels, rows, columns), s]


UNPOOL = Declaration(
    unpool,
    some_maps,
    [(2, 3, 3, 4, 3), (1, 1, 2, 5, 2), (3, 2, 1, 1, 4), (2, 1, 4, 3, 1)],
    edits="""
        ::stride => stride - 1::stride
            # the entries stand in the bottom right corners of their blocks; it is the top left
        large[:, :, ::stride, ::stride] -> large[:, :, ::stride, stride - 1::stride]
            # the entries stand in the top right corners of their blocks; it is the top left
        large[:, :, ::stride, ::stride] -> large[:, :, stride - 1::stride, ::stride]
            # the entries stand in the bottom left corners of their blocks; it is the top left
        ::stride => stride // 2::stride  # the entries stand in the middle of their blocks;
            # it is the top left corner
        return large -> return large.mT  # the map is transposed: rows first
        x.new_zeros -> x.new_ones  # the blocks are filled with ones where zeros belong
        large = x.repeat_interleave(stride, 2).repeat_interleave(stride, 3)  # the whole block is
            # filled: that is nearest-neighbour up-sampling; all but its top left corner is 0
        return x.repeat_interleave(stride, 2).repeat_interleave(stride, 3) / stride**2
            # the entries are shared out over the block; they stand whole in its top left corner
        ::stride, ::stride -> :x.shape[2], :x.shape[3]
            # all entries stand together in one corner of the map; each belongs into its own block
        return x.repeat(1, 1, stride, stride)  # the map is repeated;
            # each entry becomes a block of its own
        return large[..., : large.shape[2] - stride + 1, : large.shape[3] - stride + 1]  # the zeros
            # stand between the entries alone: the last row and column of blocks is cut off, and the
            # result is too small
        return large[..., ::stride]  # the columns are not spread, the rows alone are
        return large[:, :, ::stride]  # the rows are not spread, the columns alone are
    """,
)


# --- transposed_kernel


def transposed_kernel(weight: Tensor) -> Tensor:
    """Turned by half a turn, with the channels exchanged."""
    return weight.flip((2, 3)).transpose(0, 1)


def some_kernels(make: Inputs, outputs: int, inputs: int, size: int) -> list[Tensor]:
    """Kernels without symmetry."""
    return [make.normal(outputs, inputs, size, size)]


TRANSPOSED_KERNEL = Declaration(
    transposed_kernel,
    some_kernels,
    [(3, 3, 3), (2, 4, 5), (1, 3, 1), (4, 1, 3)],
    edits="""
        .flip((2, 3)) ->  # the kernel is not turned: F.conv_transpose2d spreads it,
            # so both its axes are reversed
        (2, 3) -> (2,)  # only the rows are reversed; a half turn reverses the columns too
        (2, 3) -> (3,)  # only the columns are reversed; a half turn reverses the rows too
        (2, 3) -> (0, 1, 2, 3)  # every axis is reversed; rows and columns alone are
        .transpose(0, 1) ->  # inputs and outputs are not exchanged:
            # F.conv_transpose2d wants the inputs first
        flip((2, 3)) -> mT  # rows and columns are exchanged: a half turn is no transposition
        weight.flip((2, 3)) -> weight.flip((2, 3)).mT  # rows and columns are exchanged as well;
            # a half turn is no transposition
        flip((2, 3)) -> rot90(1, (2, 3))  # the kernel is turned by a quarter; it is half a turn
        (2, 3) -> (0, 1)  # channels are reversed where rows and columns should be
    """,
)


# --- up_convolution


def up_convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """One transposed convolution."""
    turned = weight.flip((2, 3)).transpose(0, 1)
    padding = weight.shape[2] // 2
    return F.conv_transpose2d(x, turned, bias, stride, padding, output_padding=stride - 1)


def some_layers(
    make: Inputs, batch: int, inputs: int, outputs: int, rows: int, columns: int, size: int, s: int
) -> list:
    """Maps, a kernel, and a bias."""
    return [
        make.uniform(0.3, 1.7, batch, inputs, rows, columns),
        make.normal(outputs, inputs, size, size),
        make.uniform(0.5, 1.5, outputs),
        s,
    ]


UP_CONVOLUTION = Declaration(
    up_convolution,
    some_layers,
    [(2, 2, 2, 3, 4, 5, 2), (1, 3, 2, 2, 2, 3, 3), (3, 1, 4, 1, 3, 1, 2), (2, 2, 1, 4, 3, 3, 1)],
    edits="""
        turned = weight.transpose(0, 1)  # the kernel is turned:
            # F.conv_transpose2d needs it turned by half a turn, F.conv2d as it is
        (x, turned, bias, -> (x, turned, None,  # the bias is missing
        (x, turned, bias, -> (x, turned, -bias,  # the bias is subtracted; add it
        weight.flip((2, 3)) -> weight.flip((2, 3)).mT  # the kernel's rows and columns are exchanged
        return F.conv2d(x.repeat_interleave(stride, 2).repeat_interleave(stride, 3), weight, bias,
            1, padding)
            # the blocks are filled before the convolution (nearest-neighbour up-sampling); all but
            # the top left corner of a block is 0
        return F.conv2d(unpool(x, stride), weight, bias)  # there are no zeros around what is
            # convolved, so the border is lost: pad with (size - 1) / 2
        return unpool(F.conv2d(x, weight, bias, 1, padding), stride)
            # the convolution comes first and the unpooling after it; it is the other way round
        return F.conv2d(x, weight, bias, 1, padding)  # this is a convolution without unpooling
        return F.conv2d(unpool(x, stride).roll((stride - 1, stride - 1), (2, 3)), weight, bias, 1,
            padding)
            # the entries stand in the bottom right corners of their blocks; it is the top left
        return F.conv2d(unpool(x, stride), weight, bias, 1, 2 * padding)
            # there are size - 1 zeros around what is convolved; it is (size - 1) / 2
        return F.conv2d(unpool(x, stride), weight, bias, stride, padding)
            # the result is convolved in steps of the stride; the convolution has steps of 1
        , output_padding=stride - 1 ->  # the last rows and columns are missing:
            # the result has stride times the rows
    """,
)


# --- phase_sums


def phase_sums(kernel: Tensor, stride: int) -> Tensor:
    """Sums over the entries of each residue."""
    middle = kernel.shape[0] // 2
    number = torch.arange(kernel.shape[0])
    sums = []
    for r in range(stride):
        for c in range(stride):
            meets = ((number + r - middle) % stride == 0)[:, None] & (
                (number + c - middle) % stride == 0
            )
            sums.append((kernel * meets).sum())
    return torch.stack(sums).reshape(stride, stride)


def one_kernel(make: Inputs, size: int, stride: int) -> list:
    """A kernel without symmetry."""
    return [make.uniform(0.2, 2.0, size, size), stride]


PHASE_SUMS = Declaration(
    phase_sums,
    one_kernel,
    [(7, 5), (5, 3), (7, 2), (3, 2), (5, 1), (5, 4)],
    edits="""
        (number + r - middle) -> (number + r); (number + c - middle) -> (number + c)  # the kernel
            # is counted from its top left; pixel (r, c) is under its middle, so h is subtracted
        number + => number -  # the wrong entries meet: it is a + r - h, not a - r - h
        - middle => + middle  # the wrong entries meet: it is a + r - h, not a + r + h
        (number + r - middle) -> (number - r); (number + c - middle) -> (number - c)
            # the wrong entries meet: it is a + r - h, not a - r
        [:, None] & -> [:, None] & (number == middle)[:, None] &
            # only one row of the kernel's entries is added up
        return torch.stack(sums).reshape(stride, stride).mT  # the sums are transposed: rows first
        .reshape(stride, stride) ->  # the sums are in one row; they have the shape (stride, stride)
        (kernel * meets) -> (kernel * ~meets)  # the entries that do not meet are added up
        (kernel * meets).sum() -> (kernel * meets).sum() / meets.sum()  # these are means;
            # add up the entries that meet
        (kernel * meets) -> (0 * kernel + meets)  # this is how many entries meet, whatever they are
        (kernel * meets) -> kernel  # every entry of the kernel is added up for each place;
            # only those that meet an entry of the map count
        return F.pad(kernel, 2 * (0, -len(kernel) % stride)).unflatten(0, (-1, stride)).unflatten(2,
            (-1, stride)).sum((1, 3))
            # the kernel is cut into blocks, and each is added up; the entries that meet are a
            # stride apart
    """,
)
