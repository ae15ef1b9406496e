"""Answers after the time is over

A thread sends answers all the time, also while the next exercise is asked for.

Earned: 0
Report: unreadable|these are not doubles|of a kind that cannot be checked
Wall: the answers are only this submission's, and wrong
"""

import threading
import time

from ..honest import double
from ._tools import channel, frame, result


def later(stream):
    while True:
        stream.sendall(frame(result(None)))
        time.sleep(0.001)


def square(x):
    threading.Thread(target=later, args=(channel(),), daemon=True).start()
    return x
