"""Kills everybody

`kill(-1)`: all processes that it may send a signal to.

Earned: 1
Report: ProcessLookupError|killed everybody
Wall: a pid namespace of its own, in which nobody else is
"""

import os
import signal

from ..honest import double


def square(x):
    os.kill(-1, signal.SIGKILL)
    raise RuntimeError("killed everybody there is")
