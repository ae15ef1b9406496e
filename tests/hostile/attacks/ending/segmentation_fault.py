"""Reads the address 0

Takes a grader in the same process with it.

Earned: 1
Report: ended its own process
Wall: a process of its own
"""

import ctypes

from ..honest import double


def square(x):
    ctypes.string_at(0)
