"""Kills its process group

`kill(0)`: the zygote would be in it, and with it all who come later.

Earned: 1
Report: killed the group|ended its own process
Wall: a pid namespace of its own, in which nobody else is
"""

import os
import signal

from ..honest import double


def square(x):
    os.kill(0, signal.SIGTERM)
    os.killpg(os.getpgid(0), signal.SIGKILL)
    raise RuntimeError("killed the group")
