"""A generator instead of a result

It never gives out anything, and whoever walks over it waits.

Earned: 1
Report: of a kind that cannot be checked
Wall: what is no value of the boundary arrives as an object with a name and nothing else
"""

import time

from ..honest import double


def square(x):
    while True:
        time.sleep(1)
        yield x
