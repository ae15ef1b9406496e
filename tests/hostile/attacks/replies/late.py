"""Answers after the time is over

A thread sends answers all the time, also while the next question is asked.

Earned: 1
Report: unreadable
Wall: the answers are only this submission's, and wrong
"""

import threading
import time

from ..honest import double
from ._tools import channel


def later(stream):
    while True:
        stream.sendall(b"\xff" * 12)
        time.sleep(0.001)


def square(x):
    threading.Thread(target=later, args=(channel(),), daemon=True).start()
    return x
