"""A daemon

A process of its own session that goes on when the exercise was answered rightly.

Earned: 4
Report: mean is not written yet
Wall: the whole pid namespace is killed
"""

import os

from ..honest import double
from ._tools import stay

started = dict(pid=0)


def square(x):
    if not started["pid"]:
        started["pid"] = os.fork()
        if started["pid"] == 0:
            if os.fork() == 0:
                stay()
            os._exit(0)
    return x * x
