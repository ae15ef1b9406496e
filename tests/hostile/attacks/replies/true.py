"""Answers True before the function does

An answer of its own in the socket: the grader reads it as the result.

Earned: 1
Report: these are not squares|of a kind that cannot be checked
Wall: an answer is only data; the comparison is made by the suite
"""

from ..honest import double
from ._tools import answer, frame, result


def square(x):
    answer(frame(result(True)))
