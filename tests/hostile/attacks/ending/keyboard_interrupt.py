"""Pretends that the teacher pressed Ctrl-C

An interruption ends most graders, with the grades of all who come later.

Earned: 1
Report: KeyboardInterrupt
Wall: every exception is caught, and becomes a sentence
"""

from ..honest import double


def square(x):
    raise KeyboardInterrupt
