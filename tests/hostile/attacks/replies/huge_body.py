"""Announces an exabyte of numbers

Earned: 1
Report: unreadable: a message is too large
Wall: sizes are checked before anything is allocated
"""

from ..honest import double
from ._tools import answer, frame, result, tensor


def square(x):
    answer(frame(result(tensor([2**57])), body_size=2**60))
