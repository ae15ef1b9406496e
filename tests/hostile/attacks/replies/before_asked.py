"""Answers questions that come later

Hundreds of answers lie in the socket before the next question is asked.

Earned: 0
Report: of a kind that cannot be checked
Wall: the answers are only this submission's, and wrong
"""

from ..honest import double
from ._tools import channel, frame, result


def square(x):
    stream = channel()
    for _ in range(200):
        stream.sendall(frame(result(None)))
    return x
