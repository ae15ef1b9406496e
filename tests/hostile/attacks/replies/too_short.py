"""A tensor with fewer bytes than numbers

The grader would read on into its own memory.

Earned: 1
Report: unreadable: a tensor is longer than the message
Wall: a tensor ends where its message ends
"""

from ..honest import double
from ._tools import answer, frame, result, tensor


def square(x):
    answer(frame(result(tensor([1_000])), bytes(8)))
