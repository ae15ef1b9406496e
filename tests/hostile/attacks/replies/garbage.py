"""Bytes without a meaning

Earned: 1
Report: unreadable
Wall: sizes are checked before anything is read
"""

from ..honest import double
from ._tools import answer


def square(x):
    answer(b"\xff" * 65536)
