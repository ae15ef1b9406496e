"""The methods of all tensors are replaced

Comparison, subtraction, truth and conversion of `torch.Tensor` itself.

Earned: 0
Report: these are not squares
Wall: comparisons happen in a process that the submission is not in; it harms itself alone
Naive: fooled
"""

import torch

from ..honest import double


def square(x):
    torch.Tensor.__mul__ = lambda self, other: self
    torch.Tensor.__rmul__ = lambda self, other: self
    torch.Tensor.__pow__ = lambda self, other: self
    torch.Tensor.__bool__ = lambda self: True
    torch.Tensor.__eq__ = lambda self, other: True
    torch.Tensor.__sub__ = lambda self, other: torch.zeros(())
    return x
