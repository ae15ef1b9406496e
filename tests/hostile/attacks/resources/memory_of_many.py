"""A little memory in each of many processes

No process breaks a limit of its own; together they would.

Earned: 1
Report: did not finish in time|kept 2400 MiB|used more memory
Wall: a control group counts all processes together; without one, limits on each
"""

import os
import time

from ..honest import double
from ._tools import stay


def square(x):
    for _ in range(40):
        try:
            if os.fork() == 0:
                kept = [b"x" * 2**20 for _ in range(60)]
                stay()
        except OSError:
            break
    time.sleep(0.5)
    raise RuntimeError(f"kept {40 * 60} MiB")
