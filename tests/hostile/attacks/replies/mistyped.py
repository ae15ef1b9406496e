"""Words where numbers belong

A shape of texts, a dtype that is a list, a flag that is a number.

Earned: 1
Report: unreadable
Wall: every part of a message has one type
"""

from ..honest import double
from ._tools import answer, frame, result


def square(x):
    answer(frame(result(["tensor", ["float64"], ["4", None], 1])), bytes(32))
