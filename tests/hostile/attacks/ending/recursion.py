"""Recurses without end

In Python, and in C, where the stack overflows: a list in a list in a list.

Earned: 1
Report: RecursionError|ended its own process|nested more than
Wall: a process of its own; nesting is limited at the boundary
"""

import sys

from ..honest import double


def square(x):
    sys.setrecursionlimit(10**9)
    nested = []
    for _ in range(1_000_000):
        nested = [nested]
    return nested
