"""A message without an end

Frame after frame as fast as the socket takes them, each asking for something.

Earned: 1
Report: unreadable|did not finish in time|ended its own process
Wall: requests are checked and counted; every wait has a limit
"""

from ..honest import double
from ._tools import channel, frame


def square(x):
    stream = channel()
    text = frame(["dict", "op", "call", "id", 1, "args", ["tuple"], "kwargs", ["dict"]])
    while True:
        stream.sendall(text * 100)
