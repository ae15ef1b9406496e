"""A subclass of Tensor that agrees with everything

It has the right shape and dtype, and overrides what torch does with it.

Earned: 1
Report: a subclass of torch.Tensor|of a kind that cannot be checked
Wall: a subclass of Tensor is no tensor at the boundary
Naive: fooled
"""

import torch

from ..honest import double


class Agreeable(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        if function is torch.allclose:
            return True
        return super().__torch_function__(function, types, args, kwargs or {})


def square(x):
    return torch.zeros_like(x).as_subclass(Agreeable)
