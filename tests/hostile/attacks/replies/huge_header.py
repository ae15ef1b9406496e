"""Announces four gigabytes of header

Earned: 1
Report: unreadable: a message is too large
Wall: sizes are checked before anything is allocated
"""

from ..honest import double
from ._tools import answer, frame


def square(x):
    answer(frame(b"[", header_size=2**32 - 1))
