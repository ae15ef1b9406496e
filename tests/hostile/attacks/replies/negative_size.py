"""A tensor of minus one number

Earned: 1
Report: unreadable
Wall: every number of a shape is checked
"""

from ..honest import double
from ._tools import answer, frame, result, tensor


def square(x):
    answer(frame(result(tensor([-1])), bytes(8)))
