"""Wrong answers to up_convolution."""

from torch import Tensor
from torch.nn import functional as F

from solutions.convolutional import unpool


def transposed_but_not_turned(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Leaves the kernel as it is, which is right for symmetric kernels only."""
    h, swapped = weight.shape[-1] // 2, weight.transpose(0, 1)
    return F.conv_transpose2d(
        x, swapped, bias, stride=stride, padding=h, output_padding=stride - 1
    )


def convolved_and_then_unpooled(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Exchanges the two steps, so that the zeros stay, which does not show for the stride 1."""
    return unpool(F.conv2d(x, weight, bias, padding=weight.shape[-1] // 2), stride)


def border_repeated(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Repeats the border where zeros should be around, wrong in the first rows and columns."""
    h = (weight.shape[-1] - 1) // 2
    padded = F.pad(unpool(x, stride), (h, h, h, h), mode="replicate")
    return F.conv2d(padded, weight, bias)
