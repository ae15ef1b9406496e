"""Bytes that belong to nothing

Earned: 1
Report: unreadable: a message has bytes that belong to nothing
Wall: a message is used up or refused
"""

from ..honest import double
from ._tools import answer, frame, result, tensor


def square(x):
    answer(frame(result(tensor([1])), bytes(800)))
