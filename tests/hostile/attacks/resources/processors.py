"""All processors

A busy thread of torch on every core, and forty processes that do nothing but count.

Earned: 1
Report: did not finish in time|Resource temporarily unavailable
Wall: few processes; time is measured outside; the whole pid namespace is killed
"""

import os

from ..honest import double


def square(x):
    for _ in range(5):
        os.fork()
    while True:
        pass
