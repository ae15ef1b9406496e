"""Processes that start processes

Each one doubles itself until the kernel says no.

Earned: 1
Report: did not finish in time
Wall: a limit on processes; the whole pid namespace is killed
"""

import os
import time

from ..honest import double
from ._tools import stay


def square(x):
    refused = 0
    while time.monotonic() and refused < 3:
        try:
            if os.fork() == 0 and os.fork() == 0:
                stay()
        except OSError:
            refused += 1
            time.sleep(0.05)
    stay()
