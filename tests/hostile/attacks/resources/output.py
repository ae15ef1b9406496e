"""Gigabytes of output

To the screen by print, and past Python to the descriptors 1 and 2.

Earned: 4
Report: mean is not written yet
Wall: what a submission prints goes nowhere
"""

import os
import sys

from ..honest import double


def square(x):
    line = b"leftbehind \x1b[2J" * 1_000
    for _ in range(1_000):
        for descriptor in (1, 2):
            os.write(descriptor, line)
    for _ in range(1_000):
        print(line.decode(), file=sys.stderr)
        print(line.decode())
    return x * x
