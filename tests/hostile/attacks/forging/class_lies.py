"""An object that lies about its class

`isinstance(answer, torch.Tensor)` is true; there is no tensor.

Earned: 1
Report: of a kind that cannot be checked
Wall: the boundary asks for the type, not for what the object says
Naive: fooled
"""

import torch

from ..honest import double


class Liar:
    @property
    def __class__(self):
        return torch.Tensor

    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True

    shape = torch.Size([4])
    dtype = torch.float64
    layout = torch.strided
    requires_grad = False


def square(x):
    return Liar()
