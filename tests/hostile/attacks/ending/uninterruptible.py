"""Computes in C for ever

One regular expression, in which no signal handler of Python's gets its turn.

Earned: 1
Report: did not finish in time
Wall: time is measured outside, and the process is killed
"""

import re

from ..honest import double


def square(x):
    re.match(r"(a+)+$", "a" * 64 + "b")
