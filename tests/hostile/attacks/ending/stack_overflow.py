"""Overflows the stack

The limit on recursion is lifted, and the function calls itself.

Earned: 1
Report: RecursionError|ended its own process
Wall: a process of its own
"""

import sys

from ..honest import double


def square(x):
    sys.setrecursionlimit(10**9)
    return sorted([x], key=square)
