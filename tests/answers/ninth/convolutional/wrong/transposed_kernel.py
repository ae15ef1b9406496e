"""Wrong answers to transposed_kernel."""

from torch import Tensor


def mirrored_rows_alone(weight: Tensor) -> Tensor:
    """Reverses the rows but not the columns: a mirror image instead of half a turn."""
    return weight.flip(2).transpose(0, 1)


def reshaped_instead_of_exchanged(weight: Tensor) -> Tensor:
    """Reshapes to (inputs, outputs, ...): kernels get the wrong pair where both are above 1."""
    outputs, inputs, size, _ = weight.shape
    return weight.flip(-2, -1).reshape(inputs, outputs, size, size)


def all_axes_reversed(weight: Tensor) -> Tensor:
    """Reverses the channels as well as rows and columns: right for one input and output alone."""
    return weight.flip(0, 1, 2, 3).transpose(0, 1)
