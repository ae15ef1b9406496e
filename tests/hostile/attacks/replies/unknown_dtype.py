"""A tensor of objects

The dtypes `object`, `qint8` and the name of an attribute of torch.

Earned: 1
Report: unreadable: a tensor's dtype is unknown
Wall: dtypes are named in a list
"""

from ..honest import double
from ._tools import answer, frame, result, tensor


def square(x):
    answer(frame(result(tensor([4], "_C")), bytes(32)))
