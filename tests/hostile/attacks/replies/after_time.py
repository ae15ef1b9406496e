"""Answers when the grader has given up

The worker sleeps past its time; a process that it left sends the answer then.

Earned: 1
Report: did not finish in time
Wall: the socket is closed and the pid namespace killed
"""

import os
import time

from ..honest import double
from ._tools import channel, frame, result


def square(x):
    stream = channel()
    if os.fork() == 0:
        os.setsid()
        time.sleep(3)
        stream.sendall(frame(result(None)))
        os._exit(0)
    time.sleep(60)
