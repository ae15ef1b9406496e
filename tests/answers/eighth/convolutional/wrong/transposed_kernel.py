"""Wrong answers to transposed_kernel."""

from torch import Tensor


def reshaped_channels(weight: Tensor) -> Tensor:
    """Reshapes where it should exchange, right if there is one input or one output only."""
    outputs, inputs, *size = weight.shape
    return weight.flip(2, 3).reshape(inputs, outputs, *size)


def all_axes_reversed(weight: Tensor) -> Tensor:
    """Reverses the order of the channels too, which does not show for one input and one output."""
    return weight.flip(0, 1, 2, 3).transpose(0, 1)


def mirrored_once(weight: Tensor) -> Tensor:
    """Reverses the columns alone, which is a mirror and not half a turn."""
    return weight.permute(1, 0, 2, 3).flip(-1)
