"""Asks the grader for a function's insides

A method of a function that the suite gave away: `__globals__` would be the suite.

Earned: 1
Report: unreadable: an unknown call
Wall: of what the suite gave away only the call itself can be asked for
"""

from ..honest import double
from ._tools import answer, frame


def twice(f, x):
    words = ["id", f._number, "method", "__getattribute__"]
    arguments = ["args", ["tuple", "__globals__"], "kwargs", ["dict"]]
    answer(frame(["dict", "op", "call", *words, *arguments]))
