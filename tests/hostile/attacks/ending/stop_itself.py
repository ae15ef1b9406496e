"""Stops itself

SIGSTOP: the process lives, and does nothing.

Earned: 1
Report: did not finish in time|ended its own process|Operation not permitted
Wall: the grader waits for a limited time, and kills
"""

import os
import signal

from ..honest import double


def square(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    while True:
        signal.pause()
