"""Asks the grader to call something

`__import__` by name, a method, an operation: the protocol's own words for it.

Earned: 1
Report: unreadable: an unknown call
Wall: only functions that the suite gave away can be called
"""

from ..honest import double
from ._tools import answer, frame


def square(x):
    call = ["dict", "op", "call", "args", ["tuple", "os"], "kwargs", ["dict"], "name", "__import__"]
    answer(frame(call))
