"""A truth value that is neither

The byte 7 in a tensor of bool: undefined in C++.

Earned: 1
Report: unreadable: a truth value is neither true nor false
Wall: the bytes of truth values are checked
"""

from ..honest import double
from ._tools import answer, frame, result, tensor


def square(x):
    answer(frame(result(tensor([4], "bool")), b"\7\7\7\7"))
