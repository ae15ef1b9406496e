"""Aborts

Leaves a core dump where those are written.

Earned: 1
Report: ended its own process
Wall: a process of its own, no core dumps
"""

import os

from ..honest import double


def square(x):
    os.abort()
