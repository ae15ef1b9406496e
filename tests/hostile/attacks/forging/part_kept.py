"""Keeps a right part for the test that judges it

In a global, in a default argument and in a module that stays imported.

Earned: 1
Report: these are not squares
Wall: the worker that met right parts ends with the test, and its references with it
"""

import sys

from ..honest import double

kept = []


def total(x):
    sys.modules["leftbehind_part"] = square
    kept.append(square)
    return -square(x).sum()


def square(x):
    part = sys.modules.get("leftbehind_part") or (kept[0] if kept else None)
    return part(x) if part is not None and part is not square else -x
