"""Leaves politely

`sys.exit(0)` and `quit()` are exceptions that many graders do not catch.

Earned: 1
Report: SystemExit: 0
Wall: every exception is caught, and becomes a sentence
"""

import sys

from ..honest import double


def square(x):
    sys.exit(0)
