"""Right answers to up_convolution."""

from torch import Tensor
from torch.nn import functional as F

from solutions.convolutional import transposed_kernel, unpool


def unfolded_and_multiplied(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Unpools, unfolds the patches under the kernel, and multiplies them by it as a matrix."""
    large = unpool(x, stride)
    rows, columns = large.shape[-2:]
    patches = F.unfold(large, weight.shape[-1], padding=weight.shape[-1] // 2)
    out = weight.flatten(1) @ patches + bias[:, None]
    return out.reshape(len(x), len(weight), rows, columns)


def by_the_transposed_convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """F.conv_transpose2d with the turned kernel and the padding on the output side."""
    return F.conv_transpose2d(
        x,
        transposed_kernel(weight),
        bias,
        stride=stride,
        padding=(weight.shape[-1] - 1) // 2,
        output_padding=stride - 1,
    )
