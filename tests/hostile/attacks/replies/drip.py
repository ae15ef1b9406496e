"""Sends one byte at a time

Each byte is new life; the announced message is as large as is allowed.

Earned: 1
Report: did not finish in time
Wall: the time is that of the whole answer, not of each byte
"""

import time

from ..honest import double
from ._tools import channel, frame, result, tensor


def square(x):
    stream = channel()
    stream.sendall(frame(result(tensor([2**20])), body_size=2**23))
    while True:
        stream.send(b"\0")
        time.sleep(0.1)
