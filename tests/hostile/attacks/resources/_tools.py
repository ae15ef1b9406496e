"""How a process that should outlive its submission is made known."""

import os
import sys
import time


def stay():
    """Be found: a name, and no end."""
    try:
        with open("/proc/self/comm", "w") as file:
            file.write("leftbehind")
        os.setsid()
    except OSError:
        pass
    while True:
        time.sleep(1)


def children(count):
    """Start up to so many processes that stay; how many there are."""
    sys.setswitchinterval(0.005)
    for number in range(count):
        try:
            if os.fork() == 0:
                stay()
        except OSError:
            return number
    return count
