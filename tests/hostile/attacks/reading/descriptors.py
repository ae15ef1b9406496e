"""Descriptors that were forgotten

Whatever is open besides the worker's own socket is read from.

Earned: 1
Report: nothing is open but one socket
Wall: all descriptors but the socket are closed
"""

import os

from ..honest import double


def square(x):
    kinds = []
    for number in range(256):
        try:
            target = os.readlink(f"/proc/self/fd/{number}")
        except OSError:
            continue
        if target != "/dev/null":
            kinds.append(target.partition(":")[0])
    if kinds == ["socket"]:
        raise RuntimeError("nothing is open but one socket")
    raise RuntimeError(f"open: {kinds}")
