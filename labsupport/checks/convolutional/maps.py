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


def unpool_mistakes(x: Tensor, stride: int) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    rows, columns = x.shape[-2:]
    blocks = x[:, :, :, None, :, None].expand(-1, -1, -1, stride, -1, stride)
    filled = blocks.reshape(*x.shape[:2], stride * rows, stride * columns)
    found = {
        "the whole block is filled: that is nearest-neighbour up-sampling; all but its top left "
        "corner is 0": filled,
        "the entries are shared out over the block; they stand whole in its top left corner": (
            filled / stride**2
        ),
        "all entries stand together in one corner of the map; each belongs into its own block": (
            F.pad(x, (0, (stride - 1) * columns, 0, (stride - 1) * rows))
        ),
        "the map is repeated; each entry becomes a block of its own": (
            x.repeat(1, 1, stride, stride)
        ),
        "the zeros stand between the entries alone: the last row and column of blocks is cut off, "
        "and the result is too small": unpool(x, stride)[
            ..., : stride * (rows - 1) + 1, : stride * (columns - 1) + 1
        ],
    }
    if stride > 1:
        found["the columns are not spread, the rows alone are"] = F.pad(
            x[:, :, :, None], (0, 0, 0, stride - 1)
        ).flatten(2, 3)
        found["the rows are not spread, the columns alone are"] = F.pad(
            x[..., None], (0, stride - 1)
        ).flatten(-2)
    return found


UNPOOL = Declaration(
    unpool,
    some_maps,
    [(2, 3, 3, 4, 3), (1, 1, 2, 5, 2), (3, 2, 1, 1, 4), (2, 1, 4, 3, 1)],
    edits={
        "the entries stand in the bottom right corners of their blocks; it is the top left": (
            "large[:, :, ::stride, ::stride] -> large[:, :, stride - 1::stride, stride - 1::stride]"
        ),
        "the entries stand in the top right corners of their blocks; it is the top left": (
            "large[:, :, ::stride, ::stride] -> large[:, :, ::stride, stride - 1::stride]"
        ),
        "the entries stand in the bottom left corners of their blocks; it is the top left": (
            "large[:, :, ::stride, ::stride] -> large[:, :, stride - 1::stride, ::stride]"
        ),
        "the entries stand in the middle of their blocks; it is the top left corner": (
            "large[:, :, ::stride, ::stride] -> "
            "large[:, :, stride // 2::stride, stride // 2::stride]"
        ),
        "the map is transposed: rows first": "return large -> return large.mT",
        "the blocks are filled with ones where zeros belong": "x.new_zeros -> x.new_ones",
    },
    wrong=unpool_mistakes,
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
    edits={
        "the kernel is not turned: F.conv_transpose2d spreads it, so both its axes are reversed": (
            ".flip((2, 3)) ->"
        ),
        "only the rows are reversed; a half turn reverses the columns too": "(2, 3) -> (2,)",
        "only the columns are reversed; a half turn reverses the rows too": "(2, 3) -> (3,)",
        "every axis is reversed; rows and columns alone are": "(2, 3) -> (0, 1, 2, 3)",
        "inputs and outputs are not exchanged: F.conv_transpose2d wants the inputs first": (
            ".transpose(0, 1) ->"
        ),
        "rows and columns are exchanged: a half turn is no transposition": (
            "weight.flip((2, 3)) -> weight.mT"
        ),
        "rows and columns are exchanged as well; a half turn is no transposition": (
            "weight.flip((2, 3)) -> weight.flip((2, 3)).mT"
        ),
        "the kernel is turned by a quarter; it is half a turn": (
            "weight.flip((2, 3)) -> weight.rot90(1, (2, 3))"
        ),
        "channels are reversed where rows and columns should be": "(2, 3) -> (0, 1)",
    },
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


def layer_mistakes(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    half = weight.shape[2] // 2
    nearest = x.repeat_interleave(stride, 2).repeat_interleave(stride, 3)
    large = unpool(x, stride)
    found = {
        "the blocks are filled before the convolution (nearest-neighbour up-sampling); all but the "
        "top left corner of a block is 0": F.conv2d(nearest, weight, bias, padding=half),
        "there are no zeros around what is convolved, so the border is lost: pad with "
        "(size - 1) / 2": F.conv2d(large, weight, bias),
        "the convolution comes first and the unpooling after it; it is the other way round": (
            unpool(F.conv2d(x, weight, bias, padding=half), stride)
        ),
        "this is a convolution without unpooling": F.conv2d(x, weight, bias, padding=half),
        "the entries stand in the bottom right corners of their blocks; it is the top left": (
            F.conv2d(large.roll((stride - 1, stride - 1), (2, 3)), weight, bias, padding=half)
        ),
        "there are size - 1 zeros around what is convolved; it is (size - 1) / 2": (
            F.conv2d(large, weight, bias, padding=2 * half)
        ),
        "the result is convolved in steps of the stride; the convolution has steps of 1": (
            F.conv2d(large, weight, bias, padding=half, stride=stride)
        ),
    }
    if stride > 1:
        turned = weight.flip((2, 3)).transpose(0, 1)
        found["the last rows and columns are missing: the result has stride times the rows"] = (
            F.conv_transpose2d(x, turned, bias, stride, half)
        )
    return found


UP_CONVOLUTION = Declaration(
    up_convolution,
    some_layers,
    [(2, 2, 2, 3, 4, 5, 2), (1, 3, 2, 2, 2, 3, 3), (3, 1, 4, 1, 3, 1, 2), (2, 2, 1, 4, 3, 3, 1)],
    edits={
        "the kernel is turned: F.conv_transpose2d needs it turned by half a turn, F.conv2d as it "
        "is": "weight.flip((2, 3)).transpose -> weight.transpose",
        "the bias is missing": "(x, turned, bias, -> (x, turned, None,",
        "the bias is subtracted; add it": "(x, turned, bias, -> (x, turned, -bias,",
        "the kernel's rows and columns are exchanged": (
            "weight.flip((2, 3)) -> weight.flip((2, 3)).mT"
        ),
    },
    wrong=layer_mistakes,
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


def phase_mistakes(kernel: Tensor, stride: int) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    right = phase_sums(kernel, stride)
    size = kernel.shape[0]
    counts = phase_sums(torch.ones_like(kernel), stride)
    blocks = F.pad(kernel, (0, -size % stride, 0, -size % stride))
    blocks = blocks.unflatten(0, (-1, stride)).unflatten(2, (-1, stride))
    return {
        "these are means; add up the entries that meet": right / counts,
        "this is how many entries meet, whatever they are": counts,
        "every entry of the kernel is added up for each place; only those that meet an entry of "
        "the map count": kernel.sum().expand(stride, stride),
        "the kernel is cut into blocks, and each is added up; the entries that meet are a stride "
        "apart": blocks.sum((1, 3)),
    }


PHASE_SUMS = Declaration(
    phase_sums,
    one_kernel,
    [(7, 5), (5, 3), (7, 2), (3, 2), (5, 1), (5, 4)],
    edits={
        "the kernel is counted from its top left; pixel (r, c) is under its middle, so h is "
        "subtracted": (
            "(number + r - middle) -> (number + r); (number + c - middle) -> (number + c)"
        ),
        "the wrong entries meet: it is a + r - h, not a - r - h": (
            "(number + r - middle) -> (number - r - middle); "
            "(number + c - middle) -> (number - c - middle)"
        ),
        "the wrong entries meet: it is a + r - h, not a + r + h": (
            "(number + r - middle) -> (number + r + middle); "
            "(number + c - middle) -> (number + c + middle)"
        ),
        "the wrong entries meet: it is a + r - h, not a - r": (
            "(number + r - middle) -> (number - r); (number + c - middle) -> (number - c)"
        ),
        "only one row of the kernel's entries is added up": "[:, None] & -> [:, None] & "
        "(number == middle)[:, None] &",
        "the sums are transposed: rows first": ".reshape(stride, stride) -> "
        ".reshape(stride, stride).mT",
        "the sums are in one row; they have the shape (stride, stride)": (
            ".reshape(stride, stride) ->"
        ),
        "the entries that do not meet are added up": "(kernel * meets) -> (kernel * ~meets)",
    },
    wrong=phase_mistakes,
)
