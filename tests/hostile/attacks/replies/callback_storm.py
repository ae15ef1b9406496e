"""Calls the suite back without end

A function of the suite is called in a loop, and from within itself.

Earned: 1
Report: did not finish in time|nested too deeply
Wall: the time of a call counts what is called back; nesting is limited
"""

from ..honest import double


def twice(f, x):
    while True:
        x = f(x) * 0


def square(x):
    return x
