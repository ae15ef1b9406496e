"""How a process that should outlive its submission is made known."""

import contextlib
import ctypes
import os
import time


def stay():
    """Be found: a name, and no end."""
    ctypes.CDLL(None).prctl(15, b"leftbehind")
    with contextlib.suppress(OSError):
        os.setsid()
    while True:
        time.sleep(1)


def children(count):
    """Start up to so many processes that stay, as far as time allows; how many there are."""
    begin = time.monotonic()
    for number in range(count):
        if time.monotonic() - begin > 1.2:
            return number
        try:
            if os.fork() == 0:
                stay()
        except OSError:
            return number
    return count
