"""Wrong ways of writing ``up_convolution``, and what their messages say."""

from torch.nn import functional as F

EDITS = """
    weight = weight.flip(2, 3)  # the kernel is turned
"""


def too_small(x, weight, bias, stride):
    """the last rows and columns are missing"""
    turned = weight.flip(2, 3).transpose(0, 1)
    return F.conv_transpose2d(x, turned, bias, stride, weight.shape[-1] // 2)
