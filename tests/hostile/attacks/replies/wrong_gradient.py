"""A wrong vector-Jacobian product

The values are right, the gradient is made up.

Earned: 3
Report: this is not the gradient of a square
Wall: gradients are compared with the reference's
"""

import torch

from ..honest import double


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * x

    @staticmethod
    def backward(ctx, g):
        return 12345 * g


def square(x):
    return Square.apply(x)
