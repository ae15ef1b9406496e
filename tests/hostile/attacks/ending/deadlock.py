"""Waits for itself

A lock that is taken twice.

Earned: 1
Report: did not finish in time
Wall: time is measured outside, and the process is killed
"""

import threading

from ..honest import double


def square(x):
    lock = threading.Lock()
    with lock, lock:
        return x
