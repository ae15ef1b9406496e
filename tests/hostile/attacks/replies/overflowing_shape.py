"""A shape whose product overflows

0 times 2⁶² times 2⁶²: no bytes, and a stride that no machine has.

Earned: 1
Report: unreadable
Wall: the product of a shape is limited without its zeros
"""

from ..honest import double
from ._tools import answer, frame, result, tensor


def square(x):
    answer(frame(result(tensor([0, 2**62, 2**62]))))
