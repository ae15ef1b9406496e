"""A header that is no JSON

Right sizes around text that is not even UTF-8.

Earned: 1
Report: unreadable
Wall: what cannot be parsed ends the worker
"""

from ..honest import double
from ._tools import answer, frame


def square(x):
    answer(frame(b'{"op": \xff\xfe'))
