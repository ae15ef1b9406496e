"""A million small things

As many parts as fit into a header: cheap to send, dear to hold.

Earned: 1
Report: unreadable: a value is nested or long beyond limits
Wall: the number of parts of a message is limited
"""

from ..honest import double
from ._tools import answer, frame, result


def square(x):
    answer(frame(result(["list", *[0] * 1_000_000])))
