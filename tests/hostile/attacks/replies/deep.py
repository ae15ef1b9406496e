"""A hundred thousand lists in each other

Earned: 1
Report: unreadable
Wall: the depth of a message is limited
"""

from ..honest import double
from ._tools import answer, frame


def square(x):
    depth = 100_000
    answer(frame(b'["list",' * depth + b"1" + b"]" * depth))
